import { buildDivisionTree, type Division } from '#kernel/divisions/model'

function division(
  code: string,
  kind: Division['kind'],
  name: string,
  nameEn: string,
  pinyin: string,
): Division {
  const level = code.length === 6 ? 'district' : code.length === 9 ? 'township' : 'village'
  return {
    code,
    level,
    kind,
    name,
    shortName: name,
    nameEn,
    pinyin,
    pinyinInitials: pinyin.slice(0, 2),
    parent: level === 'district' ? null : code.slice(0, -3),
    urbanRural: null,
    validFrom: null,
    validTo: null,
  }
}

/** The invented district of the tests, and a neighbour that nobody in it may see. */
export const worldDivisions: Division[] = [
  division('990001', 'district', '试验区', 'Trial District', 'shiyanqu'),
  division('990001001', 'subdistrict', '河畔街道', 'Riverside Subdistrict', 'hepanjiedao'),
  division('990001001001', 'community', '河畔一社区', 'Riverside First Community', 'hepanyishequ'),
  division('990001001002', 'community', '河畔二社区', 'Riverside Second Community', 'hepanershequ'),
  division('990001002', 'subdistrict', '山麓街道', 'Hillside Subdistrict', 'shanlujiedao'),
  division('990001002001', 'community', '山麓社区', 'Hillside Community', 'shanlushequ'),
  division('990001100', 'town', '石桥镇', 'Stonebridge Town', 'shiqiaozhen'),
  division('990001100201', 'village', '石桥村', 'Stonebridge Village', 'shiqiaocun'),
  division('990002', 'district', '邻区', 'Neighbour District', 'linqu'),
  division('990002001', 'subdistrict', '对岸街道', 'Farside Subdistrict', 'duianjiedao'),
]

export const worldTree = buildDivisionTree(worldDivisions)
