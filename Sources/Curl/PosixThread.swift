internal import Glibc

/// A thread of the operating system, which runs one function and ends.
@safe struct PosixThread: ~Copyable {
    private let id: pthread_t

    init(_ body: @escaping @Sendable () -> Void) throws(CurlError) {
        let box = unsafe Unmanaged.passRetained(Body(run: body))
        var id = pthread_t()
        let failure = unsafe pthread_create(&id, nil, Body.start, box.toOpaque())
        guard failure == 0 else {
            unsafe box.release()
            let words = unsafe String(cString: strerror(failure))
            throw CurlError(kind: .transient, code: 0, message: "no thread could be started: \(words)")
        }
        self.id = id
    }

    /// Waits until the thread has ended.
    ///
    /// On the thread itself, which could never see its own end, it lets the thread go instead.
    consuming func join() {
        guard pthread_equal(id, pthread_self()) == 0 else {
            pthread_detach(id)
            return
        }
        pthread_join(id, nil)
    }

    private final class Body: Sendable {
        private let run: @Sendable () -> Void

        init(run: @escaping @Sendable () -> Void) { self.run = run }

        static let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { body in
            guard let body = unsafe body else { return nil }
            unsafe Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
            return nil
        }
    }
}
