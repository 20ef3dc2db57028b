import CCurl

/// Owns one `CURLM *`: the connections kept for reuse and the transfers under way.
@safe
struct MultiHandle: ~Copyable {
    private let raw: UnsafeMutableRawPointer

    init(keptConnections: Int) {
        // Making an easy handle has initialised the library; here it may be the first use.
        _ = EasyHandle()
        guard let raw = unsafe curl_multi_init() else { preconditionFailure("curl_multi_init: out of memory") }
        unsafe self.raw = unsafe UnsafeMutableRawPointer(raw)
        _ = unsafe presswork_curl_multi_set_long(raw, CURLMOPT_MAXCONNECTS, keptConnections)
    }

    deinit {
        // The context may be gone by now.
        unsafe presswork_curl_multi_hook(raw, nil, nil, nil)
        _ = unsafe curl_multi_cleanup(raw)
    }

    /// Directs the socket and timer callbacks to `engine`, which must own this handle.
    func call(_ engine: CurlEngine) {
        unsafe presswork_curl_multi_hook(raw, Unmanaged.passUnretained(engine).toOpaque(), onSocket, onTimer)
    }

    /// Begins a transfer; returns curl's sentence if it cannot.
    func add(_ transfer: CurlTransfer) -> String? {
        let code = unsafe transfer.easy.join(raw)
        return code == CURLM_OK ? nil : unsafe String(cString: curl_multi_strerror(code))
    }

    func remove(_ transfer: CurlTransfer) {
        unsafe transfer.easy.leave(raw)
    }

    /// Tells curl that a socket is ready, or with nil that its timer has fired.
    func act(on socket: curl_socket_t?) {
        var running: CInt = 0
        _ = unsafe curl_multi_socket_action(raw, socket ?? CURL_SOCKET_BAD, 0, &running)
    }

    /// Does all that can be done without waiting; for a handle that no event loop serves.
    func perform() {
        var running: CInt = 0
        _ = unsafe curl_multi_perform(raw, &running)
    }

    /// Waits until there is something to do.
    func poll(milliseconds: CInt) {
        _ = unsafe curl_multi_poll(raw, nil, 0, milliseconds, nil)
    }

    /// The next transfer that has ended, by its handle's address.
    func nextFinished() -> (address: UInt, code: CURLcode)? {
        var left: CInt = 0
        while let message = unsafe curl_multi_info_read(raw, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
            return unsafe (UInt(bitPattern: message.pointee.easy_handle), presswork_curl_message_result(message))
        }
        return nil
    }
}
