import { createContext, useContext } from 'react'
import { type WallText, wallText } from '../../model/wall-words.ts'

export const WallTextContext = createContext<WallText>(wallText('zh-CN', []))
export const useWallText = () => useContext(WallTextContext)
