import { useQueryClient } from '@tanstack/react-query'
import { useLive } from '#kernel/ui/web'

/**
 * What happened elsewhere is read again here: queries about entries begin with `entries` or `tasks`, so that one
 * rule serves every platform's pages.
 */
export function useLiveQueries(): void {
  const client = useQueryClient()
  useLive((message) => {
    if (message.type === 'notice') {
      void client.invalidateQueries({ queryKey: ['notices'] })
    } else if (message.type === 'entry') {
      void client.invalidateQueries({ queryKey: ['tasks'] })
      void client.invalidateQueries({ queryKey: ['entries', message.ledger] })
      void client.invalidateQueries({ queryKey: ['entry', message.entryId] })
    } else {
      void client.invalidateQueries()
    }
  })
}
