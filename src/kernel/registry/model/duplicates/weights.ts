import type { ObjectKind } from '../fields.ts'

/**
 * What each finding is worth, in points. What is not known on both sides is worth nothing; what is not listed neither.
 * Chosen by hand so that no single likeness but a number's makes a duplicate, and held against the labelled set
 * (`test/golden/duplicates.json`): whoever changes a number sees there what it does.
 */
export const weights = {
  person: {
    // The register holds a number once, so that two different ones are two persons, whatever else agrees.
    idNumber: { same: 150, different: -150 },
    name: { same: 30, homophone: 20, one_error: 15, one_error_of_two: 6, different: -70 },
    // A household often has one phone, and people change theirs.
    phone: { same: 32, different: -4 },
    birthDate: { same: 27, near: 10, different: -55 },
    sex: { same: 1, different: -30 },
    address: { same: 18, part: 8, different: -3 },
    division: { village: 8, township: 2, elsewhere: -6 },
  },
  household: {
    number: { same: 45, different: -12 },
    head: { same: 32, homophone: 22, one_error: 14, one_error_of_two: 6, different: -45 },
    headBirthDate: { same: 25, near: 10, different: -40 },
    address: { same: 30, part: 14, different: -12 },
    division: { village: 8, township: 0, elsewhere: -25 },
  },
  enterprise: {
    creditCode: { same: 150, different: -90 },
    name: { same: 58, homophone: 36, one_error: 30, part: 24, different: -60 },
    phone: { same: 26, different: -3 },
    contact: { same: 8, different: -2 },
    address: { same: 18, part: 9, different: -4 },
    division: { village: 8, township: 4, elsewhere: -8 },
  },
  place: {
    name: { same: 42, homophone: 28, one_error: 20, part: 16, different: -60 },
    kind: { same: 5, different: -12 },
    distance: { here: 32, near: 12, far: -35 },
    address: { same: 24, part: 12, different: -6 },
    division: { village: 8, township: 2, elsewhere: -20 },
  },
} as const satisfies Record<ObjectKind, Record<string, Record<string, number>>>

export const bands = ['sure', 'likely', 'ask'] as const
export type Band = (typeof bands)[number]

/** From how many points on a pair is shown, and as what. */
export const thresholds: Record<Band, number> = { sure: 85, likely: 60, ask: 44 }

export function bandOf(score: number): Band | undefined {
  return bands.find((band) => score >= thresholds[band])
}

/** Metres up to which two places are in one spot, or beside each other; from `far` on they are apart. */
export const distances = { here: 40, near: 250, far: 1000 }
