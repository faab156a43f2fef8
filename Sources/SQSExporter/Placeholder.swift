@main
struct SQSExporter { static func main() {} }
