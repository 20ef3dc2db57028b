import CCurl

/// Owns one `CURL *`, its header and recipient lists, and the buffer for curl's error sentence.
@safe
struct EasyHandle: ~Copyable {
    private let raw: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var lists: [StringList] = []

    /// `curl_global_init` must come first and once.
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Fails only when memory does.
    init() {
        guard Self.isReady, let raw = unsafe curl_easy_init() else {
            preconditionFailure("curl_easy_init: out of memory")
        }
        unsafe self.raw = raw
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe presswork_curl_set_error_buffer(raw, errorText)
    }

    deinit {
        unsafe curl_easy_cleanup(raw)
        unsafe errorText.deallocate()
    }

    /// What tells this handle from every other one alive.
    var address: UInt { unsafe UInt(bitPattern: raw) }

    /// The options are constants of ours and their values are checked before, so a refusal is a mistake in the code.
    func set(_ option: CURLoption, _ value: Int) {
        let code = unsafe presswork_curl_set_long(raw, option, value)
        precondition(code == CURLE_OK, "curl refuses option \(option.rawValue) with code \(code.rawValue)")
    }

    func set(_ option: CURLoption, offset value: Int) {
        let code = unsafe presswork_curl_set_offset(raw, option, value)
        precondition(code == CURLE_OK, "curl refuses option \(option.rawValue) with code \(code.rawValue)")
    }

    func set(_ option: CURLoption, _ value: String) {
        let code = unsafe presswork_curl_set_string(raw, option, value)
        precondition(code == CURLE_OK, "curl refuses option \(option.rawValue) with code \(code.rawValue)")
    }

    mutating func set(_ option: CURLoption, list values: [String]) {
        let list = StringList(values)
        lists.append(list)
        let code = unsafe presswork_curl_set_list(raw, option, list.first)
        precondition(code == CURLE_OK, "curl refuses option \(option.rawValue) with code \(code.rawValue)")
    }

    /// Directs every callback to `transfer`, which must outlive the handle's time in a multi.
    func call(_ transfer: CurlTransfer) {
        unsafe presswork_curl_set_callbacks(
            raw, Unmanaged.passUnretained(transfer).toOpaque(), onBody, onHeader, onRead, onSeek, onOpenSocket,
            onRequest)
    }

    /// Lets `sockets` close what this transfer opens; they must outlive the connection, which may be kept.
    func close(with sockets: OpenSockets) {
        unsafe presswork_curl_set_close(raw, Unmanaged.passUnretained(sockets).toOpaque(), onCloseSocket)
    }

    /// Lets curl ask `transfer.mayGoOn` about once a second, also while it waits in place.
    func callForProgress(_ transfer: CurlTransfer) {
        unsafe presswork_curl_set_progress(raw, Unmanaged.passUnretained(transfer).toOpaque(), onProgress)
    }

    func integer(_ info: CURLINFO) -> Int {
        var value = 0
        _ = unsafe presswork_curl_info_long(raw, info, &value)
        return value
    }

    func text(_ info: CURLINFO) -> String {
        var value: UnsafePointer<CChar>?
        guard unsafe presswork_curl_info_string(raw, info, &value) == CURLE_OK, let value = unsafe value else {
            return ""
        }
        return unsafe String(cString: value)
    }

    /// What curl says about its last failure: its own sentence, or the general one of the code.
    func sentence(for code: CURLcode) -> String {
        let own = unsafe String(cString: errorText)
        return own.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : own
    }

    /// Lets a transfer go on whose callback asked for a pause.
    func unpause() {
        _ = unsafe curl_easy_pause(raw, CURLPAUSE_CONT)
    }

    func join(_ multi: UnsafeMutableRawPointer) -> CURLMcode {
        unsafe curl_multi_add_handle(multi, raw)
    }

    func leave(_ multi: UnsafeMutableRawPointer) {
        _ = unsafe curl_multi_remove_handle(multi, raw)
    }
}
