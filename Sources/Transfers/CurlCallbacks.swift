import CCurl
import Glibc

// The C side of `CurlTransfer` and `CurlEngine`. Each context is the object itself, unretained: curl only calls back
// inside calls that the engine makes, and the engine holds the transfer (and is itself alive) during them.

@safe
private func transfer(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
}

@c func onBody(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    let bytes = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
    switch unsafe transfer(context)?.receive(body: bytes) ?? .refuse {
    case .taken: return bytes.count
    case .pause: return Int(CURL_WRITEFUNC_PAUSE)
    // Any count but the given one ends the transfer; an empty write has no smaller one.
    case .refuse: return unsafe bytes.isEmpty ? 1 : 0
    }
}

@c func onHeader(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    let line = unsafe UnsafeRawBufferPointer(start: data, count: size * count)
    return unsafe transfer(context)?.receive(header: line) == true ? line.count : 0
}

@c func onRead(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    let buffer = unsafe UnsafeMutableRawBufferPointer(start: data, count: size * count)
    switch unsafe transfer(context)?.supply(into: buffer) ?? .fail {
    case .bytes(let count): return count
    case .pause: return Int(CURL_READFUNC_PAUSE)
    case .fail: return Int(CURL_READFUNC_ABORT)
    }
}

@c func onSeek(_ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: CInt) -> CInt {
    let isDone = origin == SEEK_SET && transfer(context)?.rewind(to: Int(offset)) == true
    return isDone ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
}

@c func onOpenSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let address = unsafe address, let socketAddress = unsafe presswork_curl_address(address),
        unsafe transfer(context)?.mayConnect(to: InternetAddress(socketAddress)) == true
    else { return CURL_SOCKET_BAD }
    let descriptor = unsafe socket(
        address.pointee.family, address.pointee.socktype | CInt(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    if descriptor >= 0 { transfer(context)?.opened(descriptor) }
    return descriptor
}

@c func onCloseSocket(_ context: UnsafeMutableRawPointer?, _ descriptor: curl_socket_t) -> CInt {
    guard let context = unsafe context else { return close(descriptor) }
    return unsafe Unmanaged<OpenSockets>.fromOpaque(context).takeUnretainedValue().close(descriptor)
}

@c func onRequest(
    _ context: UnsafeMutableRawPointer?, _ remoteAddress: UnsafeMutablePointer<CChar>?,
    _ localAddress: UnsafeMutablePointer<CChar>?, _ remotePort: CInt, _ localPort: CInt
) -> CInt {
    let address = unsafe remoteAddress.map { unsafe String(cString: $0) } ?? ""
    return transfer(context)?.mayBegin(at: address) == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

@c func onProgress(
    _ context: UnsafeMutableRawPointer?, _ total: curl_off_t, _ now: curl_off_t, _ toSend: curl_off_t,
    _ sent: curl_off_t
) -> CInt {
    transfer(context)?.mayGoOn == true ? 0 : 1
}

@safe
private func engine(_ context: UnsafeMutableRawPointer?) -> CurlEngine? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<CurlEngine>.fromOpaque(context).takeUnretainedValue()
}

@c func onSocket(
    _ easy: UnsafeMutableRawPointer?, _ socket: curl_socket_t, _ what: CInt, _ context: UnsafeMutableRawPointer?,
    _ socketContext: UnsafeMutableRawPointer?
) -> CInt {
    engine(context)?.assumeIsolated { $0.watch(socket, what) }
    return 0
}

@c func onTimer(_ multi: UnsafeMutableRawPointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?) -> CInt {
    engine(context)?.assumeIsolated { $0.arm(milliseconds) }
    return 0
}
