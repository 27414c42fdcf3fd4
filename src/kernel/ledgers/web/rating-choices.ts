import { locales, translate } from '#kernel/i18n/model'
import { type EntryAnswer, type Field, scoreMax } from '#kernel/ledgers/model'
import type { ActionDeclaration } from './SpecialFields.tsx'

type Asked = {
  action: Pick<ActionDeclaration, 'word'>
  entry: Pick<EntryAnswer, 'ratings'>
  /** Whose ratings an appeal can be against. */
  organisationId: number
}

/** The ratings that the action can be about; nothing for an action that is about none. */
function ratingsFor({ action, entry, organisationId }: Asked): EntryAnswer['ratings'] {
  if (action.word === 'appeal')
    return entry.ratings.filter((one) => one.appeal === 'none' && one.organisation.id === organisationId)
  return action.word === 'decide_appeal' ? entry.ratings.filter(({ appeal }) => appeal === 'pending') : []
}

/** The question which rating is meant, as a choice among those it can be: a step's number is nobody's business. */
export function withRatingChoices(fields: readonly Field[], asked: Asked): Field[] {
  const ratings = ratingsFor(asked)
  if (ratings.length === 0) return [...fields]
  const options = ratings.map(({ seq, score, organisation }) => ({
    value: String(seq),
    label: Object.fromEntries(
      locales.map((locale) => [
        locale,
        translate(locale, 'ledgers.screen.ratings.choice', {
          organisation: organisation.name[locale],
          score,
          max: scoreMax,
          seq,
        }),
      ]),
    ) as Field['label'],
  }))
  return fields.map((field) =>
    field.name === 'rating' && field.kind === 'number'
      ? { name: field.name, label: field.label, kind: 'choice', required: true, options }
      : field,
  )
}

/** Where there is but one rating to mean, it is chosen already. */
export function onlyRating(asked: Asked): Record<string, unknown> {
  const [only, another] = ratingsFor(asked)
  return only && !another ? { rating: String(only.seq) } : {}
}

/** What was chosen as the server reads it. */
export function withRatingNumber({ action }: Pick<Asked, 'action'>, input: Record<string, unknown>) {
  const about = action.word === 'appeal' || action.word === 'decide_appeal'
  return about && typeof input['rating'] === 'string' ? { ...input, rating: Number(input['rating']) } : input
}
