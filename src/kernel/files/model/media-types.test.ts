import assert from 'node:assert/strict'
import { test } from 'node:test'
import { declaredKind, mayShowInline, type Sniffed, sniff } from './media-types.ts'
import { contentDisposition, FileName } from './stored-file.ts'

test('contents are known by their first bytes', () => {
  const heads: [string, Sniffed][] = [
    ['\x89PNG\r\n\x1a\n\0\0', 'png'],
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
    ['RIFF\0\0\0\0WAVEfmt ', 'wav'],
    ['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm', 'webm'],
    ['\x1aE\xdf\xa3\x9fB\x82\x88matroska', 'unmarked'],
    ['RIFF\0\0\0\0AVI LIST', 'unmarked'],
    ['%PDF-1.7', 'pdf'],
    ['PK\x03\x04', 'zip'],
    ['PK\x05\x06', 'zip'],
    ['\0\0\0\x20ftypM4A ', 'm4a'],
    ['\0\0\0\x20ftypqt  ', 'unmarked'],
    ['ID3\x04', 'mp3'],
    ['\xff\xfb\x90\x00', 'mp3'],
    ['\xff\xf3\x40\x00', 'mp3'],
    ['\xff\xfe\x41\x00', 'unmarked'],
    ['\xff\xf1\x50\x80', 'unmarked'],
    ['MZ\x90\0', 'unmarked'],
    ['<html>', 'unmarked'],
    ['', 'unmarked'],
  ]
  for (const [head, kind] of heads)
    assert.equal(sniff(Buffer.from(head, 'latin1')), kind, JSON.stringify(head))
})

test('the declared type and the name’s ending have to agree on a kind that is taken', () => {
  const cases: [string, string, string | null][] = [
    ['image/png', 'a.png', 'png'],
    ['IMAGE/PNG; x=1', 'a.PNG', 'png'],
    ['', '现场.jpeg', 'jpeg'],
    ['application/octet-stream', 'a.docx', 'docx'],
    ['image/jpeg', 'photo', 'jpeg'],
    ['application/vnd.ms-excel', 'a.csv', 'csv'],
    ['text/plain', 'a.csv', 'csv'],
    ['text/plain', 'notes', 'txt'],
    ['audio/x-m4a', 'a.m4a', 'm4a'],
    ['application/vnd.ms-excel', 'a.xls', null],
    ['image/png', 'a.exe', null],
    ['text/html', 'a.html', null],
    ['image/svg+xml', 'a.svg', null],
    ['application/zip', 'a.zip', null],
    ['application/zip', 'a.docx', null],
    ['', 'photo', null],
    ['application/octet-stream', 'photo', null],
    ['image/png', 'a.jpg', null],
  ]
  for (const [type, name, kind] of cases) assert.equal(declaredKind(type, name), kind, `${type} ${name}`)
})

test('images and recordings may be shown in place, documents and text are saved', () => {
  assert.equal(mayShowInline('image/webp'), true)
  assert.equal(mayShowInline('audio/mpeg'), true)
  for (const type of ['text/plain', 'application/pdf', 'text/html', ''])
    assert.equal(mayShowInline(type), false)
})

test('a name loses its path, its control characters and what disguises an ending', () => {
  assert.equal(FileName.parse('C:\\Users\\x\\现场 照片.jpg'), '现场 照片.jpg')
  assert.equal(FileName.parse('../../etc/passwd'), 'passwd')
  assert.equal(FileName.parse('a\r\nSet-Cookie: x.txt'), 'aSet-Cookie: x.txt')
  assert.equal(FileName.parse('photo\u202egpj.exe'), 'photogpj.exe')
  for (const name of ['', '  ', 'a/', 'x'.repeat(201)]) assert.equal(FileName.safeParse(name).success, false)
})

test('a download’s header carries the exact name, and an ASCII one for old programs', () => {
  assert.equal(
    contentDisposition('现场"照片" (1)*.jpg', false),
    `attachment; filename="______ (1)*.jpg"; filename*=UTF-8''` +
      '%E7%8E%B0%E5%9C%BA%22%E7%85%A7%E7%89%87%22%20%281%29%2A.jpg',
  )
  assert.equal(contentDisposition('a.png', true), `inline; filename="a.png"; filename*=UTF-8''a.png`)
  assert.match(
    contentDisposition('😀\ud800.txt', false),
    /filename="___.txt"; filename\*=UTF-8''%F0%9F%98%80%EF%BF%BD\.txt$/,
  )
})
