import CFuzzer
import Glibc

/// Searches for bytes that a parser cannot bear: `FUZZ=feed presswork-fuzz CORPUS`, with libFuzzer's options.
@main struct Main {
    static func main() {
        guard FuzzTarget.chosen != nil else {
            print("FUZZ names one of feed, sitemap, robots, page")
            exit(2)
        }
        var count = CommandLine.argc
        var words = unsafe CommandLine.unsafeArgv
        let status = unsafe LLVMFuzzerRunDriver(&count, &words) { data, size in
            unsafe FuzzTarget.chosen?.run(Array(UnsafeBufferPointer(start: data, count: size)))
            return 0
        }
        exit(status)
    }
}
