/** The load generator: nothing but HTTP. */
import { measureGet, measureLifecycle, measureReadOverHttp, measureRegister } from '../cases/outside.ts'
import { reads } from '../cases/reads.ts'
import { registration } from '../cases/registration.ts'
import type { Answer, Order } from './messages.ts'
import { obey } from './orders.ts'

async function answer(order: Order): Promise<Answer> {
  if (order.at !== 'load') return null
  switch (order.what) {
    case 'read': {
      const read = reads.find((item) => item.id === order.id)
      return read ? measureReadOverHttp(order.origin, read, order.load) : null
    }
    case 'bare_http':
      return measureGet(order.origin, () => '/bare', null, order.load)
    case 'register':
      return measureRegister(order.origin, order.load, registration)
    case 'lifecycle':
      return measureLifecycle(order.origin, order.load, registration, order.unit)
    case 'stop':
      return null
  }
}

obey(answer, true)
