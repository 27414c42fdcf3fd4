import { syncNow } from '#kernel/offline/web'
import { useGo } from '#kernel/ui/web'
import { FieldSignIn } from './FieldSignIn.tsx'

/** The session has ended while the phone went on by its lease: signed in again, it sends what waits. */
export default function SignInAgainPage() {
  const go = useGo()
  const done = () => {
    void syncNow()
    go('/m', { replace: true })
  }
  return <FieldSignIn onDone={done} />
}
