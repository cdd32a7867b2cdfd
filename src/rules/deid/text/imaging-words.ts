function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter(Boolean));
}

/**
 * Words of imaging, anatomy and the everyday language of descriptions, in lower case without marks. By themselves they
 * are never held to be a part of somebody's name, even where a patient is called HEAD^PHANTOM.
 */
export const IMAGING_WORDS: ReadonlySet<string> = words(`
  abdomen abdominal abdo acq acquisition acute adc adrenal age aif air all aligned anatomy angio angiography angle ankle ant anterior
  aorta aortic ap apex apical apparent arm arterial artery art asl atlas attenuation aux average averaged axial axis ax axi
  b0 background base baseline bas basal before beam becken bed bilateral biopsy blade bladder blood bold body bone bones bolus bowel
  brain brainstem breast breath breathhold bronchus brust bssfp calcaneus calcium calibration cal cardiac carotid cbct cbf cbv cecum
  cerebral cerebellum cerebrum cervical cervix chest cine circle cisternogram clavicle clinical coil colon color colour combined
  complete comp con contrast control cor cord coro coronal coronary corpus corr corrected correction cortex cortical cranial cranium crane
  cross ct cta ctp cube cv cystic cyst data dce default deep default delay delayed dept detail diaphragm diff diffusion dir dixon dose double dual dti dtpa dwi
  dynamic dyn ear early echo ecg edge effusion elbow eleven end enhanced enhancement ep epi epi2d esophagus exam examination expiration
  extremity eye fa face fast fat fatsat femoral femur fetal fgre field fieldmap fiesta fil fill film filter fine finger first fissure flair flash flip flow
  fluid fluoro fmri foot forearm fov frac frame free frequency from front frontal fs fse fspgr full func function functional fusion ganz gadolinium gad
  gated gating gb gland glioma gradient gray gre grey grid hals half hand hard haste head heart hepatic hernia high hip hippocampus hires hirn hls
  humerus hws bws lws hyper image images imaging impression indication inferior infusion injection inner inspiration intermediate internal external inv inversion
  ir isotropic iso joint kidney kidneys knee knie kopf kontrast kernel lab large larynx last late lateral lat left leg leber lesion level ligament like line
  list liver lobe local localiser localizer loc long longitudinal look low lower lumbar lung lunge lungs lymph magnitude mag main male female man map maps mar mask
  mass matter maximum max mean median medial medium memp meningioma mesh metal metastasis mid middle min minimum mip mipr mode model moco motion mov movie
  mpr mprage mp2rage mr mra mri mrs mrcp multi multiplanar multiple muscle myocardial myocardium nasal native nativ navigator neck nerve neuro new nodule
  noise non none normal normalised normalized nuclear number oblique obl old one open oral orbit orbita orbits organ orig original other out outer ovary overlay pancreas
  panorama parallel para parotid partial patella patch patient patients pat pc pca pd pelvis pelvic penis perf perfusion pet petct petmr phase phantom phased
  pituitary plain plane plaque pleura pons portal position positioning post posterior power pre precontrast postcontrast pressure primary prone prep
  product prostate prot protocol proton proximal distal pulmonary pulse qc qa quality quick radial radius range rapid rate ratio raw read real recon reconstruction reconstructed
  ref reference reg region relaxation renal rep repeat report res resolution respiratory rest resting result results retro retina rib ribs right roi rotate rotated
  routine run sacral sacrum sag sagittal sagital same sample sat saturation save scan scanner scanogram schaedel scapula scout screen screening second section see segment
  sense sequence ser serial series set sharp shim short shoulder side signal single sinus sinuses site size skin skull slab slice slices slow small smart smooth soft
  space spgr spectro spectroscopy spin spine spiral spleen spot stack stand standard standing star start state static steady stent stereo sternum stir stomach
  stop stress stroke strong structural study sub subject subtraction supine sup superior surface surgery surview susceptibility swi swan t1 t2 tal talus target task te
  template temporal tendon test testing tests text tfe tfl thick thickness thin thigh third thoracic thorax three throat thumb thymus thyroid tibia tilt time timing tir tire
  tissue toe tof tongue tooth top topo topogram torso total trace tra track tracking trans transversal transverse treatment trial trigger true trufi tse tumor
  tumour turbo two type ulna ultra ultrasound unaliased under uniform unit unknown upper ureter uterus vascular vein veins venous ventricle ventral vert vertebra vertical
  vessel vibe view visit vista visual vol volume water wave way weight weighted whole wide width window with without wrist xray year zero zone zoom
  chin cheek palm sole temple calf shin nail back heel bridge wall shaft cap crown root stem bud valve vault
  schulter hand handgelenk ellenbogen fuss bein arm rippen herz lunge niere nieren milz galle magen darm wirbelsaeule wirbelsaule schadel gehirn
  tete cerveau thorax poumon foie rein coeur genou epaule hanche bassin rachis crane cou main pied
  cabeza cerebro torax pulmon higado corazon rodilla hombro cadera columna cuello mano
  ge siemens philips toshiba canon hitachi fuji hologic varian elekta uih united shimadzu agfa bruker
  nema acr acrin adni quantum vendor device system station service console water
  january february march april may june july august september october november december
  and are are but can for has have her his how its not now off our out per she the then there they this too use was who why you
  und der die das den dem des ein eine mit von vom aus bei nach ohne vor les des une par sur sous pour avec los las del con por sin
  hospital hospitals clinic clinics klinik klinikum kliniken krankenhaus radiology radiologie radiologia radiological department dept abteilung
  university universitat universitaet universite institute institut institution center centre zentrum medical medicine medizin health care
  practice praxis street strasse road avenue city research imagerie ward unit office building room
  anonymous anonymized anonymised anon anonymize deidentified unnamed removed redacted blinded dummy example demo tester volunteer person name
  family given dr prof professor doctor mister miss mrs sir junior senior phd
`);

/** Words that are surnames, too: they stay only beside a word that tells what they mean. */
export const IN_COMPANY: ReadonlySet<string> = words(
  'white gray grey black brown long short field cross power small young wright hand foot',
);

/** What tells it: `white matter`, `long axis`. Other company leaves it somebody's name. */
export const COMPANY: ReadonlySet<string> = words(`
  matter blood axis field bore term map maps mapping of view section sectional sectioned doppler coil echo ti te tr tau wrist part parts
  only vessel vessels bowel animal phantom left right and both ap lateral lat pa oblique mri ct xr spine
  injection calibration flow hole bolus gre adc
`);

/** Parts of names in many languages that name nobody by themselves. */
export const PARTICLES: ReadonlySet<string> = words(`
  von van der den dem del della delle degli dos das ter ten zur zum vom les las los bin ben ibn abu abd the and san santa sankt saint
  mac och van't ver aan op 't bint umm auf dal dalla dei
`);

/** Titles and suffixes that are written into components of names, PS3.5 6.2.1.1. */
export const TITLES: ReadonlySet<string> = words(
  'dr prof professor mr mrs ms miss mme mlle herr frau sir md phd jr sr junior senior ii iii iv pd med dipl ing mag',
);
