export const zhCN = {
  'offline.devices.title': '离线手机',
  'offline.devices.what':
    '这里是能离线办事的手机。每次联网得到 {hours} 小时的授权；到期或吊销后，手机里的资料打不开，没传完的办理仍可传回。',
  'offline.devices.none': '还没有手机登记离线使用。',
  'offline.devices.name': '手机',
  'offline.devices.account': '使用人',
  'offline.devices.contact': '最近联网',
  'offline.devices.lease': '授权到',
  'offline.devices.items': '离线办理',
  'offline.devices.conflicts': '待处置冲突',
  'offline.devices.state': '状态',
  'offline.devices.revoke': '吊销',
  'offline.devices.revoked': '已吊销',
  'offline.devices.revoke_title': '吊销“{name}”',
  'offline.devices.revoke_what':
    '吊销不能撤回：手机下次联网即清除资料，最迟到授权期满打不开。所填时间之后在这部手机上的办理不自动入账，留给本人处置。',
  'offline.devices.since': '从何时起不作数（不填为现在）',
  'offline.devices.reason': '原因',
  'offline.devices.cancel': '取消',
} as const
