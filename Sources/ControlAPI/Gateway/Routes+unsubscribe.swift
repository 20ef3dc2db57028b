import HTTPTypes
import Hummingbird

extension Routes {
    /// `GET /u/{token}` asks, `POST /u/{token}` does it (RFC 8058): a scanner that follows the links of a letter
    /// unsubscribes nobody. No cookies, no redirects, no login; a second time is as good as the first.
    package static func unsubscribe(_ desk: any ReaderDesk) -> Routes {
        Routes { router in
            router.get("/u/{token}") { _, context in
                guard let token = token(context), let reader = try await desk.reader(token: token) else {
                    return ReaderPage.unknown.response(.notFound)
                }
                return (reader.isSubscribed ? ReaderPage.confirm(reader) : .done(reader)).response(.ok)
            }
            router.post("/u/{token}") { request, context in
                guard let token = token(context) else { return ReaderPage.unknown.response(.notFound) }
                let body = try await request.bytes(upTo: bodyLimit, in: context)
                guard OneClick.isAsked(by: body, mediaType: request.mediaType) else {
                    throw Problem(
                        .badRequest, "not_one_click", "The body must say List-Unsubscribe=One-Click (RFC 8058).")
                }
                guard try await desk.unsubscribe(token: token), let reader = try await desk.reader(token: token) else {
                    return ReaderPage.unknown.response(.notFound)
                }
                return ReaderPage.done(reader).response(.ok)
            }
        }
    }

    private static let bodyLimit = 4 << 10

    /// A token of the alphabet and the length that ours can have.
    private static func token(_ context: RouteContext) -> String? {
        guard let token = context.parameters.get("token"), (1...256).contains(token.utf8.count) else { return nil }
        let isPlain = token.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_.~".utf8.contains(byte)
            }
        }
        return isPlain ? token : nil
    }
}
