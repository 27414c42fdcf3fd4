/** What the launcher says before any TypeScript can run; always in both languages, for no language is chosen yet. */
export const messages = {
  installingRuntime: (version) => `正在准备 Node ${version} / Preparing Node ${version}`,
  installingPackages: () => '正在安装依赖 / Installing packages',
  buildingWeb: () => '正在构建网页 / Building the web pages',
  waitingForInstall: () => '另一个进程正在安装，请稍候 / Another process is installing, waiting',
  noRuntime: (version, reason) =>
    `需要 Node 22.18 或更高版本，当前为 ${version}，自动安装未成功（${reason.zh}）。` +
    `\nNode 22.18 or newer is needed; this is ${version}, and installing a private one failed (${reason.en}).`,
  installFailed: (reason, log) =>
    `依赖安装失败：${reason.zh}。详情见 ${log}\nInstalling the packages failed: ${reason.en}. Details: ${log}`,
  buildFailed: (log) => `网页构建失败，详情见 ${log}\nBuilding the web pages failed. Details: ${log}`,
  packingBundle: () => '正在打包 / Packing the bundle',
  bundleFailed: (reason, log) =>
    `打包失败：${reason.zh}。详情见 ${log}\nPacking the bundle failed: ${reason.en}. Details: ${log}`,
  trialFailed: () =>
    '离线包试装未通过，原因见上。\nThe bundle did not pass its trial; the reason stands above.',
  noScript: () => '用法：node bin/run.mjs <文件.ts> [参数]\nUsage: node bin/run.mjs <file.ts> [arguments]',
}

export const doesNotRun = { zh: '程序无法运行', en: 'the program does not run here' }

/** Why npm failed, told from what it printed; the first that matches. */
export const reasons = [
  {
    found: /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|network|ENOTCACHED/i,
    zh: '无法连接软件包仓库，请检查网络或 npm 的 registry 设置',
    en: 'the package registry cannot be reached; check the network or npm’s registry setting',
  },
  { found: /ENOSPC/, zh: '磁盘空间不足', en: 'the disk is full' },
  {
    found: /EACCES|EPERM|EROFS/,
    zh: '文件夹不可写',
    en: 'the folder cannot be written to',
  },
  {
    found: /can only install|in sync|EUSAGE/i,
    zh: 'package.json 与 package-lock.json 不一致',
    en: 'package.json and package-lock.json do not agree',
  },
  {
    found: /EINTEGRITY/,
    zh: '下载的软件包校验不符',
    en: 'a downloaded package is not the one the lock file names',
  },
  {
    found: /E404|ETARGET|EBADPLATFORM|notarget/,
    zh: '本平台没有可用的软件包',
    en: 'there is no package for this platform',
  },
  { found: /npm was not found/, zh: '找不到 npm', en: 'npm was not found' },
]
