import { App, ConfigProvider, theme, type ThemeConfig } from 'antd'
import en from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import { type ReactNode, useLayoutEffect, useSyncExternalStore } from 'react'
import { useLocale } from './locale.ts'

const reduced = matchMedia('(prefers-reduced-motion: reduce)')

function useMotion(): boolean {
  return useSyncExternalStore(
    (listener) => {
      reduced.addEventListener('change', listener)
      return () => reduced.removeEventListener('change', listener)
    },
    () => !reduced.matches,
  )
}

/** White and ink with one accent. Faults are plum, because red, amber, yellow, blue and green are reserved. */
const lightTokens: ThemeConfig['token'] = {
  colorPrimary: '#0F6B6B',
  colorInfo: '#0F6B6B',
  colorSuccess: '#0F6B6B',
  colorLink: '#0F6B6B',
  colorWarning: '#46555F',
  colorError: '#7B2D5E',
  colorText: '#16232B',
  colorTextSecondary: '#46555F',
  colorTextTertiary: '#63717B',
  colorTextDescription: '#63717B',
  colorTextPlaceholder: '#63717B',
  colorBorder: '#C3CDD4',
  colorBorderSecondary: '#E7ECEF',
  colorBgLayout: '#F4F6F8',
  // What is made of colours as dark as these is a heavy grey.
  colorInfoBg: '#E6F1F1',
  colorInfoBorder: '#C3CDD4',
  colorSuccessBg: '#E6F1F1',
  colorSuccessBorder: '#C3CDD4',
  colorWarningBg: '#F4F6F8',
  colorWarningBorder: '#C3CDD4',
  colorErrorBg: '#F8EFF5',
  colorErrorBorder: '#D9BBCD',
}

const darkTokens: ThemeConfig['token'] = {
  colorPrimary: '#4FB3B0',
  colorInfo: '#4FB3B0',
  colorSuccess: '#4FB3B0',
  colorLink: '#7CCBC8',
  colorWarning: '#B4C0C7',
  colorError: '#E3A3C9',
  colorBgBase: '#0F1518',
  colorTextBase: '#E8EEF1',
  colorInfoBg: '#16302F',
  colorInfoBorder: '#253037',
  colorSuccessBg: '#16302F',
  colorSuccessBorder: '#253037',
  colorErrorBg: '#33212C',
}

const shared: ThemeConfig['token'] = {
  borderRadius: 4,
  fontFamily: 'var(--yw-font)',
  fontSize: 14,
  motionUnit: 0.05,
  // A button that is at work stays as legible as it was; its turning mark says that it is at work.
  opacityLoading: 1,
  sizeStep: 4,
  sizeUnit: 4,
  wireframe: false,
}

const components: ThemeConfig['components'] = {
  Table: {
    headerBg: '#F4F6F8',
    headerColor: '#46555F',
    cellPaddingBlockSM: 6,
    cellPaddingInlineSM: 12,
    rowHoverBg: '#F4F6F8',
  },
  Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  Drawer: { paddingLG: 16 },
}

/** The accent is light on dark ground, and what stands on it dark. */
const darkComponents: ThemeConfig['components'] = {
  Button: { primaryColor: '#0F1518', primaryShadow: 'none', defaultShadow: 'none' },
}

type FrameProps = { ground: 'light' | 'dark'; children: ReactNode }

/** Theme, language and motion of a face for everything inside it. */
export function Frame({ ground, children }: FrameProps) {
  const { locale } = useLocale()
  const motion = useMotion()
  dayjs.locale(locale === 'en' ? 'en' : 'zh-cn')
  const dark = ground === 'dark'
  // Drawers and dialogues hang on the body, outside the frame: the ground is the document's.
  useLayoutEffect(() => {
    document.documentElement.dataset['ground'] = ground
    document.documentElement.lang = locale
  }, [ground, locale])
  return (
    <ConfigProvider
      locale={locale === 'en' ? en : zhCN}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: { ...shared, ...(dark ? darkTokens : lightTokens), motion },
        components: dark ? darkComponents : components,
      }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  )
}
