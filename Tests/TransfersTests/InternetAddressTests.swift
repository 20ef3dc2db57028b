import Testing

@testable import Transfers

@Suite struct InternetAddressTests {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.170", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
        "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1", "fe80::1", "fc00::1",
        "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "3fff::1", "100::1", "fec0::1",
        "::127.0.0.1", "fd00:ec2::254",
    ])
    func isNotPublic(_ text: String) throws {
        #expect(try !#require(InternetAddress(text)).isPublic)
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.1",
        "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::", "2400:cb00::1",
        "2001:4860:4860::8888",
    ])
    func isPublic(_ text: String) throws {
        #expect(try #require(InternetAddress(text)).isPublic)
    }

    @Test func namesAreNotLiterals() {
        #expect(InternetAddress("localhost") == nil)
        #expect(InternetAddress("1.2.3") == nil)
        #expect(InternetAddress("fe80::1%eth0") == nil)
        #expect(InternetAddress("127.0.0.1")?.description == "127.0.0.1")
    }

    @Test func allowedHosts() throws {
        let loopback = try #require(InternetAddress("127.0.0.1"))
        let policy = AddressPolicy.allow(hosts: ["models.internal", "localhost:11434", "[::1]:80"])
        #expect(policy.permits(loopback, for: try TransferURL("http://models.internal:99/")))
        #expect(policy.permits(loopback, for: try TransferURL("http://LOCALHOST:11434/")))
        #expect(!policy.permits(loopback, for: try TransferURL("http://localhost:11435/")))
        #expect(policy.permits(loopback, for: try TransferURL("http://[::1]/")))
        #expect(!policy.permits(loopback, for: try TransferURL("http://models.internal.example.org/")))
    }
}
