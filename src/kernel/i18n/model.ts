export { defineMessages, hasMessage, messageKeys, translate } from './model/catalogue.ts'
export { chooseLocale, type Locale, locales, LocalText, localText } from './model/locale.ts'
