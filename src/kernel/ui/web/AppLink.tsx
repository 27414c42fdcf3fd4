import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

type AppLinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  /** Path with its search part, as it stands in the address line. */
  to: string
}

/** A link within Yiwang: a real one, so that it can be copied and opened in another tab; followed without reload. */
export function AppLink({ to, onClick, children, ...rest }: AppLinkProps) {
  const router = useRouter()
  const follow = (click: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(click)
    const elsewhere = click.metaKey || click.ctrlKey || click.shiftKey || click.button !== 0
    if (click.defaultPrevented || elsewhere || rest.target === '_blank') return
    click.preventDefault()
    void router.navigate({ href: to })
  }
  return (
    <a {...rest} href={to} onClick={follow}>
      {children}
    </a>
  )
}
