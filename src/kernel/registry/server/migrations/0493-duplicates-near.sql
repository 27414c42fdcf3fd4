-- 同一天出生的人，百万户的名册里每天有上百；原来的索引只知道日期和读音，要问是不是同村，就得把这一天的人逐个读出来。村也进索引，两种问法都不必读行。
drop index person_born;
create index person_born on person (birth_date, village, pinyin) where birth_date is not null;
-- 同村同址而不知生日的人极少，单有一个小索引，不必把同址的人逐个读出来看有没有生日。
create index person_undated on person (village, address)
  where birth_date is null and village is not null and address <> '';
