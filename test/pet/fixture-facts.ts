import type { PetRecipe } from '../../fixtures/pet/recipes.js';
import { PET_SHAPE, suvSeries } from '../../fixtures/pet/series.js';
import { writePart10 } from '../../fixtures/writer/part10.js';
import { MemorySource } from '../../src/dicom/byte-source.js';
import { readPart10 } from '../../src/dicom/part10.js';
import { type PetFacts, readPetFacts } from '../../src/pet/pet-facts.js';

const made = new Map<string, PetFacts[]>();

/** The facts of the first two images of a recipe of the collection `pet-suv`, with a uniform activity. */
export function fixtureFacts(recipe: PetRecipe): PetFacts[] {
  const known = made.get(recipe.key) ?? readFixture(recipe);
  made.set(recipe.key, known);
  return known;
}

function readFixture(recipe: PetRecipe): PetFacts[] {
  const { rows, columns, slices } = PET_SHAPE;
  const volume = new Float64Array(rows * columns * slices).fill(1);
  return suvSeries(recipe, volume)
    .instances.slice(0, 2)
    .map(({ dataset, options }) => {
      const bytes = writePart10(dataset, options);
      return readPetFacts(readPart10(new MemorySource(bytes)).dataset);
    });
}
