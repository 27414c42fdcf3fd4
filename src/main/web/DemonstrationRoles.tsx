import { useQuery } from '@tanstack/react-query'
import { ApiError, api, asApiError, useSignIn, useT } from '#kernel/ui/web'

type Role = { loginName: string; name?: string; title: string; organisation: string; what: string }

/** In demonstration mode on the loopback the server offers roles to enter by one click; elsewhere there are none. */
export function DemonstrationRoles({ onDone }: { onDone: () => void }) {
  const t = useT()
  const signIn = useSignIn()
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
  return (
    <section className="sign-in-roles" aria-labelledby="sign-in-roles">
      <h2 id="sign-in-roles">{t('signIn.demonstration')}</h2>
      <p>{t('signIn.demonstration.text')}</p>
      {signIn.error && <p role="alert">{asApiError(signIn.error).detail}</p>}
      <ul>
        {roles.map(({ loginName, title, organisation, what }) => (
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
    </section>
  )
}
