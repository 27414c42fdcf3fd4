import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'portal.kind.rubbish': 'Rubbish, dirty water, bad smell',
  'portal.kind.road': 'Roads, manhole covers, street lamps, buses',
  'portal.kind.supply': 'Heating, water, electricity, gas',
  'portal.kind.home': 'Housing estates, stairways, lifts',
  'portal.kind.street': 'Stalls, parking, signs in the street',
  'portal.kind.noise': 'Noise',
  'portal.kind.building_site': 'Building sites',
  'portal.kind.green': 'Trees, parks, river banks',
  'portal.kind.danger': 'Something dangerous',
  'portal.kind.help': 'Help: health, benefits, school, unpaid wages',
  'portal.kind.dispute': 'A dispute',
  'portal.kind.idea': 'A suggestion',
}
