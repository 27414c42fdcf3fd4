/**
 * Answers that many ask for at once, read once for all who wait. Who asks while the same is being read waits for the
 * next reading, which begins after they asked: so nobody is told less than a reading of their own would have told, with
 * however many servers.
 */
export class SharedAnswers<T> {
  readonly #readings = new Map<string, { done: Promise<void>; next?: Promise<T> }>()

  ask(key: string, read: () => Promise<T>): Promise<T> {
    const reading = this.#readings.get(key)
    if (reading === undefined) return this.#start(key, read)
    reading.next ??= reading.done.then(() => this.#start(key, read))
    return reading.next
  }

  #start(key: string, read: () => Promise<T>): Promise<T> {
    const answer = read()
    const done = answer.then(
      () => undefined,
      () => undefined,
    )
    const reading: { done: Promise<void>; next?: Promise<T> } = { done }
    this.#readings.set(key, reading)
    void done.then(() => {
      if (reading.next === undefined) this.#readings.delete(key)
    })
    return answer
  }
}
