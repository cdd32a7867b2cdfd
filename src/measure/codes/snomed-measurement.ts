import type { SnomedRow } from './snomed-row.js';

/**
 * What measurements are, and how they are derived: SNOMED-RT identifier, SNOMED CT code, accepted
 * meanings. PS3.16, CID 3488, 7464, 7465, 7470, 7471, 7472.
 */
export const SNOMED_MEASUREMENT: readonly SnomedRow[] = [
  ['G-D7FE', '410668003', 'Length|Distance|Line length|Linear measurement|Longueur|Lunghezza|Longitud'],
  ['G-A22A', '410668003', 'Length|Distance|Line length'], // earlier editions of CID 7470, AIM 3
  ['G-A220', '103355008', 'Width|Breite|Largeur'],
  ['G-D785', '131197000', 'Depth|Tiefe'],
  ['M-02550', '81827009', 'Diameter|Durchmesser'],
  ['G-A185', '103339001', 'Long axis|Longest diameter|Long axis diameter|Major axis'],
  ['G-A186', '103340004', 'Short axis|Short axis diameter|Minor axis|Perpendicular axis'],
  ['G-A193', '131187009', 'Major axis|Long axis'],
  ['G-A194', '131188004', 'Minor axis|Short axis'],
  ['G-A195', '131189007', 'Perpendicular axis|Short axis|Perpendicular diameter'],
  ['G-A196', '131190003', 'Radius'],
  ['G-A197', '131191004', 'Perimeter|Circumference|Umfang'],
  ['G-A198', '131192006', 'Diameter of circumscribed circle'],
  ['M-02560', '74551000', 'Circumference|Perimeter'],
  ['G-A166', '42798000', 'Area|Fläche|Surface'],
  ['G-A16A', '131184002', 'Area of defined region|Area'],
  ['G-D705', '118565006', 'Volume'],
  ['G-A160', '1483009', 'Angle|Angular'],
  ['F-00E5C', '285285000', 'Cobb angle'],
  ['R-00317', '373098007', 'Mean|Average|Mean Value of population'],
  ['R-00319', '373099004', 'Median|Median Value of population'],
  ['R-404FB', '255605001', 'Minimum'],
  ['G-A437', '56851009', 'Maximum'],
  ['R-10047', '386136009', 'Standard Deviation|Std Dev|StdDev|SD'],
  ['R-0032E', '373100007', 'Mode'],
  ['R-40507', '255619001', 'Total|Sum'],
  ['R-00397', '371888009', '5th Percentile Value of population|Fifth percentile'],
  ['R-00377', '371890005', '10th Percentile Value of population|Tenth percentile'],
  ['R-00338', '371887004', '90th Percentile Value of population|Ninetieth percentile'],
  ['R-00337', '371889001', '95th Percentile Value of population|Ninety-fifth percentile'],
  ['G-C036', '370129005', 'Measurement Method'],
  ['G-C0E3', '363698007', 'Finding Site'],
  ['G-C171', '272741003', 'Laterality'],
  ['G-A1F8', '106233006', 'Topographical modifier'],
];

/** Sides, answers, and what PET reports name. PS3.16, CID 230, 244, 4020, 4021. */
export const SNOMED_QUALIFIERS: readonly SnomedRow[] = [
  ['G-A100', '24028007', 'Right'],
  ['G-A101', '7771000', 'Left'],
  ['G-A102', '51440002', 'Bilateral|Right and left|Both'],
  ['G-A103', '66459002', 'Unilateral'],
  ['R-0038D', '373066001', 'Yes'],
  ['R-00339', '373067005', 'No'],
  ['R-00345', '371928007', 'Not significant'],
  ['C-10072', '89457008', 'Radioactive isotope|Radionuclide'],
  ['C-111A1', '77004003', '^18^Fluorine'],
  ['C-B1031', '35321007', 'Fluorodeoxyglucose F^18^'],
];

/** Findings, and kinds of segmented properties. PS3.16, CID 7150, 7159, 7168. */
export const SNOMED_FINDINGS: readonly SnomedRow[] = [
  ['A-00004', '260787004', 'Physical object'],
  ['F-61002', '105590001', 'Substance'],
  ['G-A460', '17621005', 'Normal'],
  ['M-01000', '49755003', 'Morphologically Abnormal Structure'],
  ['M-0100C', '409774005', 'Inflammation'],
  ['M-01100', '52988006', 'Lesion'],
  ['M-03000', '4147007', 'Mass'],
  ['M-03010', '27925004', 'Nodule'],
  ['M-3340A', '367643001', 'Cyst'],
  ['M-35000', '75753009', 'Blood clot'],
  ['M-35300', '55584005', 'Embolus'],
  ['M-36300', '79654002', 'Edema'],
  ['M-37000', '50960005', 'Hemorrhage'],
  ['M-41610', '44132006', 'Abscess'],
  ['M-54000', '6574001', 'Necrosis'],
  ['M-80003', '86049000', 'Neoplasm, Primary'],
  ['M-80006', '14799000', 'Neoplasm, Secondary'],
  ['M-8FFFF', '108369006', 'Neoplasm'],
  ['R-42018', '309825002', 'Spatial and Relational Concept'],
  ['R-42019', '246464006', 'Function'],
  ['T-D0005', '91723000', 'Anatomical Structure'],
  ['T-D0050', '85756007', 'Tissue'],
  ['T-D0080', '91720002', 'Body Substance'],
];

/** UMLS identifiers that earlier editions of PS3.16, CID 7470, give beside the SNOMED ones. */
export const UMLS_MEASUREMENT: readonly (readonly [cui: string, ct: string])[] = [
  ['C1444754', '410668003'],
  ['C0487742', '103355008'],
  ['C0205125', '131197000'],
  ['C1301886', '81827009'],
  ['C0522487', '103339001'],
  ['C0522488', '103340004'],
  ['C1295723', '131187009'],
  ['C1295724', '131188004'],
  ['C1295725', '131189007'],
  ['C1306504', '131190003'],
];
