import { z } from 'zod'
import type { Catalogue } from '../catalogue.ts'
import { type Classifier, type Example, measure, propose, type Proposal, teach } from './classifier.ts'

const Texts = z.record(z.string(), z.array(z.string().min(1)).min(1))

/** What teaches the classifier and what it is tested on: see data/README.md. */
export const Labelled = z.object({ about: z.string(), words: Texts, train: Texts, test: Texts })
export type Labelled = z.infer<typeof Labelled>

/** How often the right category came first, and among the first three, over sentences that were not taught. */
export const Accuracy = z.object({ tested: z.int(), first: z.int(), amongThree: z.int() })
export type Accuracy = z.infer<typeof Accuracy>

const flat = (texts: Labelled['train']): Example[] =>
  Object.entries(texts).flatMap(([category, all]) => all.map((text) => ({ category, text })))

/** The catalogue's own names and closing conditions teach, then words that people use, then labelled sentences. */
function examplesOf({ areas }: Catalogue, { words, train }: Labelled): Example[] {
  const named = areas.flatMap(({ categories }) =>
    categories.flatMap(({ code: category, name, closing }) => [
      { category, text: name['zh-CN'] },
      { category, text: closing['zh-CN'], weight: 0.5 },
    ]),
  )
  return [...named, ...flat(words), ...flat(train)]
}

/** The classifier for a catalogue, and how well it does on sentences that it was not taught. */
export function teachFrom(
  catalogue: Catalogue,
  labelled: Labelled,
): { classifier: Classifier; accuracy: Accuracy } {
  const classifier = teach(examplesOf(catalogue, labelled))
  return { classifier, accuracy: measure(classifier, flat(labelled.test)) }
}

/** What a text may be about among the categories that new matters are filed under; never more than is asked for. */
export function proposeFor(
  { areas }: Catalogue,
  classifier: Classifier,
  text: string,
  count: number,
): Proposal[] {
  const active = new Set(
    areas.flatMap(({ categories }) => categories.filter((one) => one.active).map(({ code }) => code)),
  )
  return propose(classifier, text, (category) => active.has(category)).slice(0, count)
}
