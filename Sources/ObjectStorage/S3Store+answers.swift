import Transfers

extension S3Store {
    private static let attempts = 4

    /// Makes a call, again after a failure that may pass, and turns refusals into errors. Besides success it returns
    /// 412 of a conditional write and 404 of HEAD and DELETE.
    func send(_ call: S3Call) async throws(ObjectStoreError) -> HTTPResponse {
        var attempt = 1
        while true {
            let failure: ObjectStoreError
            do throws(TransferError) {
                let response = try await execute(request(for: call))
                if isAnswer(response, to: call) { return response }
                failure = error(for: response, call)
            } catch {
                failure = self.error(for: error, call)
                if call.isConditional && error.requestMayHaveBeenSent { throw failure }
            }
            guard failure.code == .unavailable, attempt < Self.attempts else { throw failure }
            do {
                let ceiling = 100 << attempt
                try await Task.sleep(for: .milliseconds(Int.random(in: ceiling / 2...ceiling)))
            } catch {
                throw ObjectStoreError(.cancelled, "\(call.name): cancelled between two attempts", underlying: error)
            }
            attempt += 1
        }
    }

    private func isAnswer(_ response: HTTPResponse, to call: S3Call) -> Bool {
        switch response.status {
        case 200..<300: true
        case 412: call.isConditional
        case 404: call.method == .head || (call.method == .delete && S3Fault(response.body)?.code != "NoSuchBucket")
        default: false
        }
    }

    /// A refusal in our terms; the service's own words are kept, our secret is not among them.
    private func error(for response: HTTPResponse, _ call: S3Call) -> ObjectStoreError {
        let fault = S3Fault(response.body)
        let said = "HTTP \(response.status)\(fault.map { " \($0)" } ?? "")"
        switch (response.status, fault?.code) {
        case (401, _), (403, _), (400, "InvalidAccessKeyId"), (400, "AuthorizationHeaderMalformed"):
            return ObjectStoreError(.forbidden, "\(call.name) was refused: \(said); \(advice(fault?.code))")
        case (404, "NoSuchBucket"),
            (404, nil) where call.path == location.path:
            return ObjectStoreError(.unsupported, "\(call.name): there is no such bucket (\(said))")
        case (404, _):
            return ObjectStoreError(.notFound, "\(call.name) does not exist")
        case (501, _):
            return ObjectStoreError(
                .unsupported,
                "\(call.name): the service does not know this request (\(said)); a store needs conditional writes")
        case (507, _), (_, "QuotaExceeded"):
            return ObjectStoreError(.noSpace, "\(call.name): \(said)")
        // 409: another conditional write is under way. The rest passes, as the service says.
        case (409, _), (429, _), (500..., _):
            return ObjectStoreError(.unavailable, "\(call.name): \(said)")
        case (413, _), (_, "EntityTooLarge"):
            return ObjectStoreError(.tooLarge, "\(call.name): \(said)")
        default:
            return ObjectStoreError(.unexpected, "\(call.name): \(said)")
        }
    }

    private func advice(_ code: String?) -> String {
        switch code {
        case "SignatureDoesNotMatch": "the secret does not belong to the access key"
        case "InvalidAccessKeyId": "the service does not know the access key"
        case "RequestTimeTooSkewed": "the clock of this machine is wrong"
        case "AuthorizationHeaderMalformed": "the region \(location.region) is not the bucket's"
        default: "check the access key, its secret and its rights to the bucket"
        }
    }

    private func error(for error: TransferError, _ call: S3Call) -> ObjectStoreError {
        switch error.code {
        case .bodyTooLarge:
            ObjectStoreError(.tooLarge, "\(call.name) is larger than \(call.maxBytes) bytes", underlying: error)
        case .cancelled:
            ObjectStoreError(.cancelled, "\(call.name): \(error.message)", underlying: error)
        case .invalidRequest, .blockedAddress, .tls:
            ObjectStoreError(.unexpected, "\(call.name): \(error.message)", underlying: error)
        default:
            ObjectStoreError(
                call.isConditional && error.requestMayHaveBeenSent ? .unknownOutcome : .unavailable,
                "\(call.name): \(error.message)", underlying: error)
        }
    }
}
