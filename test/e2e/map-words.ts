import type { Locale } from '#kernel/i18n/model'

/** The words of the screens that are pressed and waited for; `{name}` and the like are filled in. */
const words = {
  'zh-CN': {
    'map.edit.chosen': '已选图形',
    'map.edit.latitude': '纬度（°）',
    'map.edit.longitude': '经度（°）',
    'map.edit.save': '保存',
    'map.edit.saved': '已保存',
    'map.edit.steps': '1 步未保存',
    'map.edit.undo': '撤销',
    'map.edit.unsaved.stay': '继续编辑',
    'map.edit.vertex.move': '移到此处',
    'map.edit.vertex.next': '下一个',
    'map.edit.vertex.shared': '由这些图形共用：{codes}',
    'map.faults.show': '在图上查看',
    'map.history.undo': '撤销第 {no} 号',
    'map.history.undone': '撤销',
    'map.measure.begin': '请在地图上点出起点',
    'map.measure.length': '总长',
    'map.print': '打印',
    'map.screen.as_list': '列表',
    'map.screen.here': '此处',
    'map.screen.layer.opacity_of': '{name}的不透明度',
    'map.screen.layer.options': '{name}：更多',
    'map.screen.layers': '图层',
    'map.screen.list': '图上内容列表',
    'map.screen.no_webgl': '这个浏览器不能绘制地图（WebGL 不可用或已关闭）。旁边的列表包含图上的全部内容。',
  },
  en: {
    'map.edit.chosen': 'Chosen shapes',
    'map.edit.latitude': 'Latitude (°)',
    'map.edit.longitude': 'Longitude (°)',
    'map.edit.save': 'Save',
    'map.edit.saved': 'Saved',
    'map.edit.steps': '1 step not saved',
    'map.edit.undo': 'Undo',
    'map.edit.unsaved.stay': 'Go on editing',
    'map.edit.vertex.move': 'Move it here',
    'map.edit.vertex.next': 'Next',
    'map.edit.vertex.shared': 'Shared by {codes}',
    'map.faults.show': 'Show on the map',
    'map.history.undo': 'Undo no. {no}',
    'map.history.undone': 'Undo of',
    'map.measure.begin': 'Press on the map where it begins',
    'map.measure.length': 'Length',
    'map.print': 'Print',
    'map.screen.as_list': 'As list',
    'map.screen.here': 'Here',
    'map.screen.layer.opacity_of': 'Opacity of {name}',
    'map.screen.layer.options': '{name}: more',
    'map.screen.layers': 'Layers',
    'map.screen.list': 'What is on the map',
    'map.screen.no_webgl':
      'This browser can’t draw maps (WebGL is missing or switched off). The list beside holds all that is on the map.',
  },
} as const
export type Say = (
  key: keyof (typeof words)['en'],
  params?: Readonly<Record<string, string | number>>,
) => string

export const sayIn =
  (locale: Locale): Say =>
  (key, params = {}) =>
    words[locale][key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]))
