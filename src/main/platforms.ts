/** The only list of platforms: each is the folder of that name, behind its doors `model`, `server` and `web`. */
export const platforms = ['projects', 'grid'] as const
