import { RadarChartOutlined } from '@ant-design/icons'
import '../../model/wall/messages.ts'
import type { GridWebPart } from '../part.ts'

export const wallPages: GridWebPart = {
  navigation: [{ path: '/wall/grid', labelKey: 'grid.wall.title', icon: RadarChartOutlined }],
  routes: [{ path: '/wall/grid', face: 'wall', component: () => import('./GridWallPage.tsx') }],
}
