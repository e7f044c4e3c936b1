import { createSign } from 'node:crypto'
import { signedWords } from '../src/mail/reports/ses.ts'

/** A message of SNS, signed as Amazon signs it, by a key that nobody else trusts. */
export function snsMessage(fields: Record<string, string>) {
  const message = {
    ...{ Type: 'Notification', MessageId: crypto.randomUUID(), TopicArn: TOPIC, Message: '{}' },
    ...{ Timestamp: '2026-11-22T12:00:00.000Z', SignatureVersion: '2' as const, Signature: '' },
    SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem',
    ...fields,
  }
  const sign = createSign('RSA-SHA256').update(signedWords(message))
  return { ...message, Signature: sign.sign(KEY, 'base64'), ...fields }
}

export const TOPIC = 'arn:aws:sns:eu-west-1:1:mail'

// made for these tests, and good for nothing else
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDGzCCAgOgAwIBAgIUEBy5moDbEsPiTZ0Mtx6ffs0KoFcwDQYJKoZIhvcNAQEL
BQAwHDEaMBgGA1UEAwwRc25zLmFtYXpvbmF3cy5jb20wIBcNMjYxMTIyMjAxMjU5
WhgPMjEyNjEwMjkyMDEyNTlaMBwxGjAYBgNVBAMMEXNucy5hbWF6b25hd3MuY29t
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApoIpxRhnAYTmbrBdawx7
4b9DEKOemNgl7CEHbgL3MzrozdYP1G3rSz/yDqvCDkWt/Xgxt+Y3+XOIkXbByD5G
lr8141dR/WOZ2ahvkCejN0Y/9FBbKFU/5AZn4pFSUbdzmu6IAcL1G2ju90xBAqM4
IevTlvs2cVsVXj8HMJ41wgYQnloIKbj5WCK6R43Jr8JydMYYuxf3NjgyEQs13Lu4
K4pmAYa8zso1XDzSbEVKfNXFMXS9kN5N6nLuEf43tB94vYIjqd+GS29QkPeUjFXQ
q2KWT/sGLI0iEkU4Vsdd7MOcpxcDS+qM4AuUWHmd4y/IfjqrJZ0mnCek1fMh4OjM
cQIDAQABo1MwUTAdBgNVHQ4EFgQUu9ULjH05lz+2/hd5H2bqO+GE7lEwHwYDVR0j
BBgwFoAUu9ULjH05lz+2/hd5H2bqO+GE7lEwDwYDVR0TAQH/BAUwAwEB/zANBgkq
hkiG9w0BAQsFAAOCAQEAJuTwrAaiE6uuXQLHRJIs/z0xNYndh7rD9TPwnOPDwVMb
RW/cP072vxemBnNzBV1ggbINBaY7Wb1LVz1I9WPGH0QqXOtjMOXUqvJpf7Y19gID
IYs2m9zgCEm7Ze+w8Zaua39m/Yr6J5+WJjBbTRC28XxzfXUjQ17IWszDpJhm8TSn
0450HxXQmDyxqSIIDsKmLtCTBFBwfGr0F5IMTfh88mmudoN8LdCuufaCKx+thAOd
dsIFoPDYAgdcMIPKW/6PC6kjy5jLfjbLBY9OP7oKKYgUlpquIOm8UU1Ew1b/2Tap
vATmgrQjC1OG/vHLGsGus9bFZGjH7RDHEicrzd+CFQ==
-----END CERTIFICATE-----
`

const KEY = `-----BEGIN PRIVATE KEY-----
MIIEvwIBADANBgkqhkiG9w0BAQEFAASCBKkwggSlAgEAAoIBAQCmginFGGcBhOZu
sF1rDHvhv0MQo56Y2CXsIQduAvczOujN1g/UbetLP/IOq8IORa39eDG35jf5c4iR
dsHIPkaWvzXjV1H9Y5nZqG+QJ6M3Rj/0UFsoVT/kBmfikVJRt3Oa7ogBwvUbaO73
TEECozgh69OW+zZxWxVePwcwnjXCBhCeWggpuPlYIrpHjcmvwnJ0xhi7F/c2ODIR
CzXcu7grimYBhrzOyjVcPNJsRUp81cUxdL2Q3k3qcu4R/je0H3i9giOp34ZLb1CQ
95SMVdCrYpZP+wYsjSISRThWx13sw5ynFwNL6ozgC5RYeZ3jL8h+OqslnSacJ6TV
8yHg6MxxAgMBAAECggEAGy9Dmgvsn00fIQG20sggPqBPFvubpFkfweA3mhCuYsUS
pq50+anzgR7gyl/k6Bccu7YAqgVSbK3d5V/l7ecq96giqGoEdxHol6ZeBoNOLLNR
tDXdWCWo73XTRqSSs8g3fdtFRcJaaZ31a9cdgwx6WOFrc2oyvomQIMm6BwhBfxpi
cjnumL/sjNv9c8E8lfpv2vPkLCx8DogwhgWuyaRV6ggtAzkRMWcOhhIKomXV5iW8
W7CMivI+qj6bjq6varKhmUCeAcfWNg0fH/p299kmZkH9Z5KB78UCgPVmOaly52fA
XCBMsWURkHOCBx9IzRtyFApBuGezAq0ySgTr4cZkJQKBgQDT/XJJk55sJIltPFzA
mIy03TDP0QbQur+rQY5+nQ7KTONyj7YZCdZJkp7LlLEY86KWZ5atVwVOMiGeRRpd
pseWGxV9eH6z/hFWIXO/0c5e/xp5TPPEqD13OJvD59GAf9i5RgvkooOFs1xgSsqJ
ufh1OqftFMHJ1HB9uqWeCjPxrQKBgQDJE4ZRIKIxEYoc0kePObjq8KvBDl7hNGxa
YA9QTmSVDGPfuebI+YSN4buhR1AkNa2A1PWSJix8PG3oZGHibc+aVWDRUlJgYdoB
XydPq3iP73GsrcJInDVXrEhzA63RG289RW3jyBxmAosZjXI2n2pj8lG2PoVsSXpe
vzUW0O2GVQKBgQC2O//NRDtB177TyropTnpW2Hanj5b+RCuUesyWB0m5mpND3kq6
B3zQzlv3wiDjxD0WcoJTDKWg7PN9bQYXT9HvNeUpcTXqYRRiKGuqkB+KBl6pu/8q
JT6BiIZOyK+OeVjDHHYI27OYcfGNTX4DG318uSm2YsucRyVUz+ijjT3OGQKBgQCT
1ogl8+FsRGIQiMbWVnFQQ710RxWZbQrRc9kuiUTIlYCFCNDXKSW9j599l8ojpVe4
5lrbpreEbIW+nLefXG+MIIP7wxQQC0HXSlfD6uXMphclB+hVrIxHtsLZ1XWhzhL+
sKJ4HDRNCEevdODpqlH1xD8xyEwe7vNK4DivWtOYtQKBgQDK1aX1IOFYamdM+c9d
exA34oSsWw+p+af9N2d0JQDmtTnhcmOCUG3qS+xPG5F8t1+w4xtL/gbuCxb91gya
ncU3wONmzlM+vSULeBNijsPuynvL79/r7PUdvrAWuzxREg3uMyuViXcgJfdWmwtG
nteKuZIaGig7B0blMfvf2Gmu5A==
-----END PRIVATE KEY-----
`
