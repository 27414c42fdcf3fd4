export type Rule =
  | 'syntax'
  | 'layers'
  | 'area_order'
  | 'ground_circle'
  | 'platforms_apart'
  | 'doors'
  | 'doors_re_export'
  | 'rooms'
  | 'model_purity'
  | 'web_and_server'
  | 'sql_in_stores'
  | 'extension'
  | 'no_index'
  | 'names'
  | 'file_length'
  | 'function_length'

export type Violation = { rule: Rule; path: string; line: number; detail: string }
