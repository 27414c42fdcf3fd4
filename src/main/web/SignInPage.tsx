import { Frame, LanguageSwitch, useAddress, useDocumentTitle, useGo, useT } from '#kernel/ui/web'
import { DemonstrationRoles } from './DemonstrationRoles.tsx'
import { Mark } from './Mark.tsx'
import { safeReturn } from './router.tsx'
import { SignInForm } from './SignInForm.tsx'
import './sign-in.css'
import { useIsEmbedded } from './use-health.ts'

export default function SignInPage() {
  const t = useT()
  const go = useGo()
  const [address] = useAddress()
  const embedded = useIsEmbedded()
  useDocumentTitle(t('signIn.title'))
  const enter = () => go(safeReturn(address['return']), { replace: true })
  return (
    <Frame ground="light">
      <div className="sign-in">
        <aside className="sign-in-side">
          <Mark size={32} />
          <Net />
          <div>
            <p className="sign-in-headline">{t('signIn.headline')}</p>
            <p>{t('signIn.text')}</p>
          </div>
        </aside>
        <main className="sign-in-main">
          <div className="sign-in-language">
            <LanguageSwitch />
          </div>
          <div className="sign-in-column">
            <h1>{t('signIn.title')}</h1>
            <SignInForm onDone={enter} />
            <DemonstrationRoles onDone={enter} />
          </div>
          {embedded && <p className="sign-in-foot">{t('desk.embedded')}</p>}
        </main>
      </div>
    </Frame>
  )
}

/** The net: threads that cross, and a few knots. */
function Net() {
  const lines = [40, 100, 160, 220, 280]
  const knots = [
    [100, 40],
    [220, 100],
    [40, 160],
    [160, 160],
    [280, 220],
    [100, 280],
  ] as const
  return (
    <svg className="sign-in-net" viewBox="0 0 320 320" aria-hidden="true" fill="none" stroke="currentColor">
      {lines.map((at) => (
        <path key={at} d={`M0 ${at}H320M${at} 0V320`} strokeWidth="1" />
      ))}
      <path d="M100 40 220 100 160 160 40 160M160 160 280 220M160 160 100 280" strokeWidth="2" />
      {knots.map(([x, y]) => (
        <circle key={`${x}-${y}`} cx={x} cy={y} r={x === 160 ? 7 : 5} fill="currentColor" stroke="none" />
      ))}
    </svg>
  )
}
