import Testing

@testable import Scraping

@Suite struct WebDateTests {
    @Test(arguments: [
        ("Fri, 17 May 2024 08:30:15 +0200", "2024-05-17T06:30:15Z"), ("17 May 24 08:30 EST", "2024-05-17T13:30:00Z"),
        ("2024-05-17T08:30:15.123Z", "2024-05-17T08:30:15Z"), ("2024-05-17T23:30:00-05:00", "2024-05-18T04:30:00Z"),
        ("2024-05-17", "2024-05-17T00:00:00Z"), ("20240517", "2024-05-17T00:00:00Z"),
        ("2024-02", "2024-02-01T00:00:00Z"),
        ("May 17, 2024 at 8:30 PM", "2024-05-17T20:30:00Z"), ("17 de maio de 2024", "2024-05-17T00:00:00Z"),
        ("Updated: 3. Oktober 2023", "2023-10-03T00:00:00Z"), ("31/12/2023", "2023-12-31T00:00:00Z"),
        ("12/31/2023", "2023-12-31T00:00:00Z"), ("March 1st, 2024", "2024-03-01T00:00:00Z"),
    ])
    func instants(_ text: String, _ expected: String) {
        #expect(WebDate.instant(in: text) == expected)
    }

    @Test(arguments: [
        "", "soon", "05/06/2023", "2024-13-01", "2023-02-29", "1234-01-01", "May", "99999999999999999999",
    ])
    func noDates(_ text: String) {
        #expect(WebDate.instant(in: text) == nil)
    }

    @Test func theDayIsAsWritten() {
        #expect(WebDate.day(in: "2024-05-17T23:30:00-05:00") == "2024-05-17")
    }
}
