import type { zhCN } from './messages.zh-CN.ts'

export const en: Record<keyof typeof zhCN, string> = {
  'time.class.workday': 'workday',
  'time.class.makeup_workday': 'make-up workday',
  'time.class.weekend': 'weekend',
  'time.class.holiday': 'holiday',
  'time.class.unknown': 'unknown (no notice published yet)',
  'time.holiday.new_year': 'New Year',
  'time.holiday.spring_festival': 'Spring Festival',
  'time.holiday.qingming': 'Qingming Festival',
  'time.holiday.labour_day': 'Labour Day',
  'time.holiday.dragon_boat': 'Dragon Boat Festival',
  'time.holiday.mid_autumn': 'Mid-Autumn Festival',
  'time.holiday.national_day': 'National Day',
  'time.holiday.victory_day': 'Victory Day anniversary',
  'time.holiday.special_holiday': 'special holiday',
  'time.holiday_separator': ' and ',
  'time.notice.general_office_telegram':
    'General Office of the State Council, telegram [{year}] No. {number}',
  'time.notice.state_council_telegram': 'State Council, telegram [{year}] No. {number}',
  'error.time.notice_differs':
    'A notice with this document number is already known, with other contents (year {year}). Compare it with the original.',
  'error.time.year_is_settled':
    'The yearly notice for {year} is already known. Enter a change as an amendment.',
  'error.time.year_is_not_settled': 'There is no yearly notice for {year} yet, so it cannot be amended.',
}
