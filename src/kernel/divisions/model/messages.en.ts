import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.divisions.unknown_code': 'There is no division with the code {code}.',
  'error.divisions.unknown_layer': 'There is no cell layer named {layer}.',
  'error.divisions.duplicate_code': 'The code {code} stands more than once in the file.',
  'error.divisions.invalid_geometry':
    'The shape of {code} is invalid: {reason}, near {longitude}° E, {latitude}° N. No shape was taken over.',
  'error.divisions.ring_open': 'A polygon’s ring is not closed: its first and last point must be the same.',
  'error.divisions.ring_too_short': 'A polygon’s ring needs at least 4 points (the last repeats the first).',
  'error.divisions.client_key_reused':
    'This request key was already used for another import with other content.',
  'divisions.kind.district': 'District',
  'divisions.kind.subdistrict': 'Subdistrict',
  'divisions.kind.town': 'Town',
  'divisions.kind.rural_township': 'Township',
  'divisions.kind.township_equivalent': 'Township-level unit',
  'divisions.kind.community': 'Community',
  'divisions.kind.village': 'Village',
  'divisions.level.district': 'District level',
  'divisions.level.township': 'Township level',
  'divisions.level.village': 'Village level',
  'divisions.map.schematic': 'Schematic map · not surveyed',
  'divisions.map.approval_number': 'Map approval no. {number}',
  'divisions.map.approval_number_missing': 'Map approval no. (none entered)',
  'divisions.map.coordinate_system': 'CGCS2000 (EPSG:4490)',
  'divisions.map.north': 'N',
  'divisions.map.scale_km': '{length} km',
  'divisions.map.scale_m': '{length} m',
  'divisions.map.title': 'Map of {place}',
  'divisions.map.empty': 'There are no shapes to show.',
  'divisions.map.region_with_value': '{name}, {value}',
  'divisions.map.region_with_items': '{name}, {count, plural, one {# item} other {# items}}',
  'divisions.map.cluster': '{name}: {count, plural, one {# item} other {# items}}, open the list',
  'divisions.map.unplaced': 'Known by district only:',
  'divisions.map.unplaced_group':
    '{count, plural, one {# item} other {# items}} known by district only, open the list',
}
