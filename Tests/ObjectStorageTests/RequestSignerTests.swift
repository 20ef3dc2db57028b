import Testing

@testable import ObjectStorage

/// The worked examples of "Authenticating Requests (AWS Signature Version 4)", Amazon S3 API Reference.
@Suite struct RequestSignerTests {
    private let signer = RequestSigner(
        scheme: .aws, region: "us-east-1",
        credentials: StorageCredentials(
            accessKey: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"))
    private let time = SigningTime(unixSeconds: 1_369_353_600)

    private func request(_ method: String, _ path: String) -> RequestSigner.Request {
        RequestSigner.Request(method: method, host: "examplebucket.s3.amazonaws.com", path: path)
    }

    private func signature(_ request: RequestSigner.Request, body: String = "") -> Substring? {
        signer.headers(for: request, body: Array(body.utf8), at: time)["authorization"]?.split(separator: "=").last
    }

    @Test func times() {
        #expect(time.stamp == "20130524T000000Z" && time.day == "20130524")
        #expect(SigningTime(unixSeconds: 0).stamp == "19700101T000000Z")
        #expect(SigningTime(unixSeconds: 951_868_799).stamp == "20000229T235959Z")
        #expect(SigningTime(unixSeconds: 4_107_542_400).stamp == "21000301T000000Z")
        #expect(SigningTime(unixSeconds: 1_735_689_599).stamp == "20241231T235959Z")
    }

    @Test func getObject() {
        var request = request("GET", "/test.txt")
        request.headers["range"] = "bytes=0-9"
        #expect(signature(request) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
        let authorization = signer.headers(for: request, body: [], at: time)["authorization"]
        #expect(
            authorization?.hasPrefix(
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                    + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=") == true)
    }

    @Test func putObject() {
        var request = request("PUT", "/test$file.text")
        request.headers["date"] = "Fri, 24 May 2013 00:00:00 GMT"
        request.headers["x-amz-storage-class"] = "REDUCED_REDUNDANCY"
        #expect(
            signature(request, body: "Welcome to Amazon S3.")
                == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    }

    @Test func getLifecycle() {
        var request = request("GET", "/")
        request.query = [("lifecycle", "")]
        #expect(signature(request) == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
    }

    @Test func listObjects() {
        var request = request("GET", "/")
        request.query = [("prefix", "J"), ("max-keys", "2")]
        #expect(signature(request) == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
    }

    @Test func presigned() {
        let link = signer.presigned(request("GET", "/test.txt"), seconds: 86400, at: time)
        #expect(
            link == "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
    }

    @Test func encoding() {
        #expect(RequestSigner.encodedPath("/dt=2026/a b'()*!~é") == "/dt%3D2026/a%20b%27%28%29%2A%21~%C3%A9")
        #expect(RequestSigner.canonicalQuery([("b", "/ +"), ("a", ""), ("a-", "x")]) == "a=&a-=x&b=%2F%20%2B")
    }

    @Test func theSecretIsNotShown() {
        let credentials = StorageCredentials(accessKey: "KEY", secret: "hunter2")
        #expect(!"\(credentials)".contains("hunter2"))
    }

    /// Google's variant differs in names: fields, scope and algorithm.
    @Test func google() {
        let signer = RequestSigner(
            scheme: .google, region: "auto", credentials: StorageCredentials(accessKey: "GOOG1E", secret: "s"))
        let headers = signer.headers(for: request("PUT", "/b/k"), body: [1], at: time)
        #expect(headers["x-goog-date"] == "20130524T000000Z" && headers.keys.allSatisfy { !$0.hasPrefix("x-amz") })
        #expect(
            headers["authorization"]?.hasPrefix(
                "GOOG4-HMAC-SHA256 Credential=GOOG1E/20130524/auto/storage/goog4_request,") == true)
    }
}
