import { defineMessages } from '#kernel/i18n/model'
import { en } from './messages.en.ts'
import { zhCN } from './messages.zh-CN.ts'

/** Texts of links and reactions: what ties entries and ledgers to one another. */
defineMessages(zhCN, en)
