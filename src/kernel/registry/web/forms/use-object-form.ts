import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef } from 'react'
import { todayInShanghai } from '#kernel/ui/model'
import { api, type FormProblem, useClientKey, useDraft, useProblems, useSession, useT } from '#kernel/ui/web'
import type { ObjectOf } from '../register.ts'
import { pathOf, type RegistryKind } from '../registry-objects.ts'
import type { MemberDraft } from './MembersInput.tsx'
import {
  bodyOf,
  fieldAt,
  fieldsOf,
  labelKeyOf,
  type Values,
  valuesOf,
  withoutSecrets,
} from './object-fields.ts'

type Content = { values: Values; members: readonly MemberDraft[] }
type RegistryObject = ObjectOf[RegistryKind]

const kept = ({ values, members }: Content): Content => ({ values: withoutSecrets(values), members })

/** What a form can't be sent without, found before sending. */
function useMissing(kind: RegistryKind) {
  const t = useT()
  return (values: Values, isNew: boolean): FormProblem[] =>
    fieldsOf[kind]
      .filter(({ name, required, onlyNew }) => required && (isNew || !onlyNew) && !values[name]?.trim())
      .map((field) => ({
        field: field.name,
        text: t('registry.form.missing', { label: t(labelKeyOf(field)) }),
      }))
}

/** Sends once at a time: a second press while the first is under way does nothing. */
function useSending(
  kind: RegistryKind,
  request: (body: object) => Promise<RegistryObject>,
  onDone: (object: RegistryObject) => void,
) {
  const client = useQueryClient()
  const { problems, ...found } = useProblems()
  const underWay = useRef(false)
  const { mutate, isPending } = useMutation({
    mutationFn: request,
    onSuccess: async (object) => {
      await client.invalidateQueries({ queryKey: ['registry'] })
      onDone(object)
    },
    onError: (error) => {
      // What was changed meanwhile is shown beside what was typed.
      if (found.refuse(error).code === 'registry.version_changed')
        void client.invalidateQueries({ queryKey: ['registry', kind, 'one'] })
    },
    onSettled: () => {
      underWay.current = false
    },
  })
  const placed = problems.map(({ field, text }) => ({ field: fieldAt(field), text }))
  return {
    ...found,
    problems: placed,
    problemOf: (name: string) => placed.find(({ field }) => field === name)?.text,
    isSending: isPending,
    send: (body: object) => {
      if (underWay.current) return
      underWay.current = true
      mutate(body)
    },
  }
}

function useSetting(
  draft: { content: Content; change: (next: Content) => void },
  forget: (name: string) => void,
) {
  return {
    setValue: (name: string, value: string) => {
      forget(name)
      const { content } = draft
      draft.change({ ...content, values: { ...content.values, [name]: value } })
    },
    setMembers: (members: readonly MemberDraft[]) => {
      forget('members')
      draft.change({ ...draft.content, members })
    },
  }
}

const firstClass: Record<RegistryKind, string> = { person: '1', household: '1', enterprise: '0', place: '0' }

/** The form of a new object, kept as a draft until it is registered. */
export function useNewObject(kind: RegistryKind, onDone: (object: RegistryObject) => void) {
  const { session } = useSession()
  const missing = useMissing(kind)
  const { keyFor, done } = useClientKey()
  const own = session.position.divisions
  const [only] = own.length === 1 && own[0]?.code.length === 12 ? own : []
  const values: Values = {
    sensitivity: firstClass[kind],
    ...(only ? { divisionCode: only.code } : {}),
    ...(kind === 'household' ? { from: todayInShanghai(new Date()) } : {}),
  }
  const key = `yiwang.draft.${session.account.id}.registry.${kind}`
  const draft = useDraft<Content>(key, { values, members: [] }, kept)
  const sending = useSending(
    kind,
    (body) => api.post<RegistryObject>(pathOf(kind), body, { clientKey: keyFor({ kind, body }) }),
    (object) => {
      done()
      draft.discard()
      onDone(object)
    },
  )
  const { content } = draft
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!sending.check(missing(content.values, true))) return
    const members = content.members.filter(({ personId }) => personId !== null)
    sending.send({ ...bodyOf(kind, content.values), ...(kind === 'household' ? { members } : {}) })
  }
  return { ...draft, ...sending, ...useSetting(draft, sending.forget), submit }
}

/** The form of an object that is there: only what was changed is sent, and kept as a draft. */
export function useChangedObject<Kind extends RegistryKind>(
  kind: Kind,
  object: ObjectOf[Kind],
  onDone: (object: RegistryObject) => void,
) {
  const { session } = useSession()
  const missing = useMissing(kind)
  const key = `yiwang.draft.${session.account.id}.registry.${object.id}`
  const draft = useDraft<Content>(key, { values: {}, members: [] }, kept)
  const before = valuesOf(kind, object)
  const values: Values = { ...before, ...draft.content.values }
  const sending = useSending(
    kind,
    (body) => api.put<RegistryObject>(`${pathOf(kind)}/${object.id}`, body),
    (changed) => {
      draft.discard()
      onDone(changed)
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!sending.check(missing(values, false))) return
    const body = bodyOf(kind, values, before)
    if (Object.keys(body).length > 0) return sending.send({ ...body, expectedVersion: object.version })
    draft.discard()
    onDone(object)
  }
  return { ...draft, ...sending, ...useSetting(draft, sending.forget), values, submit }
}
