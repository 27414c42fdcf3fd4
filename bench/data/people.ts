import type pg from 'pg'
import { nameKeys } from '#kernel/registry/server'

/** Commonest first, as in the census; what comes first is drawn far more often. */
const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
const given =
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂国华文志建红玉春海梅金玲云小新晓林生德立永东宏凤飞鹏辉峰波斌宇浩凯健俊帆雪荣爱琴萍淑珍丹阳光清成福庆亮佳欣怡雨晨子涵梓轩博思瑞嘉诗雅婷倩颖慧莹琳洁美月莉燕翠香花莲菊秋冬夏天山川河江湖石松柏竹青白正义仁礼智信忠孝廉贤良善和安康宁泰祥瑞吉喜乐友朋来才财富贵长寿根树森柱梁栋材铁钢锋锐剑'

const wordsTable = (words: string, name: string) => {
  const rows = Array.from(words).map((char, index) => `(${index}, '${char}', '${nameKeys(char).pinyin}')`)
  return `create temporary table ${name} (no int primary key, word text, pinyin text);
    insert into ${name} values ${rows.join(', ')}; analyze ${name};`
}

/**
 * People by the million, set-based: names drawn with the skew of real ones (the commonest surname has a fourteenth of
 * all), three characters mostly, spread evenly over all villages. The identity numbers' and phones' columns stay empty.
 */
export async function fillPersons(client: pg.Client, size: number): Promise<void> {
  await client.query("set work_mem = '128MB'; set maintenance_work_mem = '512MB'; select setseed(0.5)")
  await client.query(wordsTable(surnames, 'surname'))
  await client.query(wordsTable(given, 'given'))
  const draw = (words: string) =>
    `least(floor(${Array.from(words).length} * power(random(), 2.2))::int, ${Array.from(words).length - 1})`
  // The search's own table is filled at once, its index made after it, as the migration does.
  await client.query('alter table person disable trigger user')
  await client.query(`
    insert into person (id, name, pinyin, initials, division_code, address, sensitivity, source, version, created_at, updated_at)
    select gen_random_uuid(), s.word || a.word || coalesce(b.word, ''), s.pinyin || a.pinyin || coalesce(b.pinyin, ''),
      left(s.pinyin, 1) || left(a.pinyin, 1) || coalesce(left(b.pinyin, 1), ''), village.code,
      '幸福路' || n || '号', 1, 'bench', 1, now(), now()
    from (select n, ${draw(surnames)} as sno, ${draw(given)} as ano,
        case when random() < 0.82 then ${draw(given)} end as bno, 1 + n % (select count(*) from division where level = 'village') as vno
      from generate_series(1, ${size}) as n) drawn
    join surname s on s.no = sno join given a on a.no = ano left join given b on b.no = bno
    join (select code, row_number() over (order by code) as no from division where level = 'village') village on village.no = vno`)
  await client.query('alter table person enable trigger user')
  const index = await client.query<{ text: string }>(
    "select pg_get_indexdef('search_person_keys'::regclass) as text",
  )
  await client.query('drop index search_person_keys')
  await client.query(`insert into search_person (id, name, pinyin, initials, division_code)
    select id, name, pinyin, initials, division_code from person`)
  await client.query(index.rows[0]?.text ?? '')
  await client.query('vacuum (analyze) person')
  await client.query('vacuum (analyze) search_person')
}
