import { FieldPage } from '#kernel/offline/web'
import { LanguageSwitch, useT } from '#kernel/ui/web'
import { DemonstrationRoles } from '../DemonstrationRoles.tsx'
import '../sign-in.css'
import { SignInForm } from '../SignInForm.tsx'

/** Signing in, as the desk does it, on a phone. */
export function FieldSignIn({ onDone }: { onDone: () => void }) {
  const t = useT()
  return (
    <FieldPage title={t('field.sign_in')}>
      <SignInForm onDone={onDone} />
      <DemonstrationRoles onDone={onDone} />
      <div className="field-buttons">
        <LanguageSwitch />
      </div>
    </FieldPage>
  )
}
