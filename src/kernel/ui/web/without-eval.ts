import { z } from 'zod'

// The schema library would try `new Function` for speed, which our content security policy reports as a violation.
// It looks once, when a schema is made: so this comes before every other import.
z.config({ jitless: true })
