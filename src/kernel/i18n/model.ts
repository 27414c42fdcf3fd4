export { defineMessages, hasMessage, messageKeys, translate } from './model/catalogue.ts'
export { chooseLocale, type Locale, locales, type LocalText, localText } from './model/locale.ts'
