import { translate } from '#kernel/i18n/model'
import { type Command, parseCommandLine } from './command.ts'
import { houseOptions, placeOf } from './house-options.ts'

export const seedCommand: Command = {
  name: 'seed',
  summary: 'cli.seed.summary',
  usage: 'cli.seed.usage',
  async run(args, io) {
    const { values } = parseCommandLine(args, {
      ...houseOptions,
      'real-only': { type: 'boolean' },
      small: { type: 'boolean' },
      'no-accounts': { type: 'boolean' },
      'no-records': { type: 'boolean' },
      json: { type: 'boolean' },
    })
    const { openHouse } = await import('../house.ts')
    const { seedHouse } = await import('../seed.ts')
    const { dataFolder } = await import('../data-folder.ts')
    const place = placeOf(values, io)
    const house = await openHouse(place)
    try {
      const lines = await seedHouse(house, {
        realOnly: values['real-only'] ?? false,
        accounts: !(values['no-accounts'] ?? false),
        records: !(values['no-records'] ?? false),
        settings: dataFolder(place.dataDir).settings,
        population: values.small ? 'slice' : 'whole',
      })
      if (values.json) io.out(JSON.stringify(lines))
      else for (const { key, params } of lines) io.out(translate(io.locale, key, params))
      return 0
    } finally {
      await house.close()
    }
  },
}
