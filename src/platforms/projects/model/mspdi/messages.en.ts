import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'error.mspdi.too_large': 'The file is too large: over {megabytes} MB, or too many elements',
  'error.mspdi.encoding': 'The text encoding of the file ({encoding}) cannot be read',
  'error.mspdi.not_xml': 'Not a well-formed XML file, line {line}, column {column}: {reason}',
  'error.mspdi.doctype': 'Line {line} declares a DOCTYPE; such files are not read, for safety',
  'error.mspdi.too_deep': 'The XML is nested too deep (line {line})',
  'error.mspdi.not_project': 'Not an XML file of Microsoft Project: its root element is “{root}”',
  'error.mspdi.no_tasks': 'The file has no list of tasks (Tasks)',
  'error.mspdi.task_without_uid': 'The task on line {line} has no UID',
  'error.mspdi.bad_value': 'Line {line}: the value “{value}” of {element} cannot be read',
  'mspdi.field.start': 'start',
  'mspdi.field.finish': 'finish',
  'mspdi.field.earlyStart': 'early start',
  'mspdi.field.earlyFinish': 'early finish',
  'mspdi.field.lateStart': 'late start',
  'mspdi.field.lateFinish': 'late finish',
  'mspdi.field.totalFloat': 'total float',
  'mspdi.field.freeFloat': 'free float',
  'mspdi.field.critical': 'critical',
  'mspdi.yes': 'yes',
  'mspdi.no': 'no',
  'mspdi.unsupported.external_task':
    'a task of another project: its dates are taken as they stand in the file',
  'mspdi.unsupported.subproject': 'an inserted project: its dates are taken as they stand in the file',
  'mspdi.unsupported.link_to_missing': 'a predecessor that is not in the file: the link is left out',
  'mspdi.unsupported.summary_link_kind': 'a link to the finish of a summary task (FF, SF): it is left out',
  'mspdi.unsupported.summary_constraint':
    'a constraint of a summary task: only “start no earlier” and “finish no later” are followed',
  'mspdi.unsupported.contour': 'an assignment with a work contour: its work is spread evenly',
  'mspdi.unsupported.split': 'a split task: its interruptions are taken as they stand in the file',
  'mspdi.unsupported.manual_without_dates': 'a manual task without dates: it is scheduled automatically',
  'mspdi.unsupported.missing_calendar': 'a calendar that is not in the file: the project’s is used',
  'mspdi.unsupported.duplicate_link': 'a second link between the same two tasks: it is left out',
  'mspdi.unsupported.old_late_dates':
    'nothing follows it, yet its late dates do not go by the finish of the project: the file’s program has not reckoned them anew',
  'mspdi.unsupported.own_part': 'a link to a part of itself: it is left out',
}
