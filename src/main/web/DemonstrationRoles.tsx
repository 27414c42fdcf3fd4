import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ApiError, api, asApiError, useSignIn, useT } from '#kernel/ui/web'

type Role = { loginName: string; name?: string; title: string; organisation: string; what: string }

/** The first of them play one problem through from registration to close-off. */
const shownAtFirst = 6

/** In demonstration mode on the loopback the server offers roles to enter by one click; elsewhere there are none. */
export function DemonstrationRoles({ onDone }: { onDone: () => void }) {
  const t = useT()
  const signIn = useSignIn()
  const [all, setAll] = useState(false)
  const { data: roles } = useQuery({
    queryKey: ['demonstration', 'roles'],
    queryFn: async ({ signal }) => {
      try {
        return await api.get<Role[]>('/api/demonstration/roles', { signal, stayOn401: true })
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return []
        throw error
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!roles || roles.length === 0) return null
  const shown = all ? roles : roles.slice(0, shownAtFirst)
  return (
    <section className="sign-in-roles" aria-labelledby="sign-in-roles">
      <h2 id="sign-in-roles">{t('signIn.demonstration')}</h2>
      <p>{t('signIn.demonstration.text')}</p>
      {signIn.error && <p role="alert">{asApiError(signIn.error).detail}</p>}
      <ul>
        {shown.map(({ loginName, title, organisation, what }) => (
          <li key={loginName}>
            <button
              type="button"
              disabled={signIn.isPending}
              onClick={() => signIn.mutate({ loginName }, { onSuccess: onDone })}
            >
              <strong>{title}</strong>
              <span>{organisation}</span>
              <small>{what}</small>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < roles.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {t('signIn.demonstration.all', { count: roles.length })}
        </Button>
      )}
    </section>
  )
}
