import Instruments
import Testing

@testable import SQSExporter

/// What is there to see before anything has happened: a rate or an alert needs the 0 that came before the 1.
@Suite struct FirstSeriesTests {
    @Test func `a fresh exporter shows these series`() throws {
        let metrics = try ExporterMetrics(queue: "orders")
        let families = metrics.registry.snapshot().filter { !$0.description.name.hasPrefix("process_") }
        #expect(families.flatMap(\.lines).joined(separator: "\n") == Self.series)
    }

    /// Name and labels of each, those of the build without their values, and what is not 0.
    private static let series = """
        sqs_api_clock_offset_seconds
        sqs_api_errors_total{operation="ChangeMessageVisibilityBatch",class="auth"}
        sqs_api_errors_total{operation="ChangeMessageVisibilityBatch",class="configuration"}
        sqs_api_errors_total{operation="ChangeMessageVisibilityBatch",class="missing_queue"}
        sqs_api_errors_total{operation="ChangeMessageVisibilityBatch",class="network"}
        sqs_api_errors_total{operation="ChangeMessageVisibilityBatch",class="other"}
        sqs_api_errors_total{operation="ChangeMessageVisibilityBatch",class="server"}
        sqs_api_errors_total{operation="ChangeMessageVisibilityBatch",class="throttle"}
        sqs_api_errors_total{operation="CreateQueue",class="auth"}
        sqs_api_errors_total{operation="CreateQueue",class="configuration"}
        sqs_api_errors_total{operation="CreateQueue",class="missing_queue"}
        sqs_api_errors_total{operation="CreateQueue",class="network"}
        sqs_api_errors_total{operation="CreateQueue",class="other"}
        sqs_api_errors_total{operation="CreateQueue",class="server"}
        sqs_api_errors_total{operation="CreateQueue",class="throttle"}
        sqs_api_errors_total{operation="DeleteMessageBatch",class="auth"}
        sqs_api_errors_total{operation="DeleteMessageBatch",class="configuration"}
        sqs_api_errors_total{operation="DeleteMessageBatch",class="missing_queue"}
        sqs_api_errors_total{operation="DeleteMessageBatch",class="network"}
        sqs_api_errors_total{operation="DeleteMessageBatch",class="other"}
        sqs_api_errors_total{operation="DeleteMessageBatch",class="server"}
        sqs_api_errors_total{operation="DeleteMessageBatch",class="throttle"}
        sqs_api_errors_total{operation="GetQueueAttributes",class="auth"}
        sqs_api_errors_total{operation="GetQueueAttributes",class="configuration"}
        sqs_api_errors_total{operation="GetQueueAttributes",class="missing_queue"}
        sqs_api_errors_total{operation="GetQueueAttributes",class="network"}
        sqs_api_errors_total{operation="GetQueueAttributes",class="other"}
        sqs_api_errors_total{operation="GetQueueAttributes",class="server"}
        sqs_api_errors_total{operation="GetQueueAttributes",class="throttle"}
        sqs_api_errors_total{operation="GetQueueUrl",class="auth"}
        sqs_api_errors_total{operation="GetQueueUrl",class="configuration"}
        sqs_api_errors_total{operation="GetQueueUrl",class="missing_queue"}
        sqs_api_errors_total{operation="GetQueueUrl",class="network"}
        sqs_api_errors_total{operation="GetQueueUrl",class="other"}
        sqs_api_errors_total{operation="GetQueueUrl",class="server"}
        sqs_api_errors_total{operation="GetQueueUrl",class="throttle"}
        sqs_api_errors_total{operation="ReceiveMessage",class="auth"}
        sqs_api_errors_total{operation="ReceiveMessage",class="configuration"}
        sqs_api_errors_total{operation="ReceiveMessage",class="missing_queue"}
        sqs_api_errors_total{operation="ReceiveMessage",class="network"}
        sqs_api_errors_total{operation="ReceiveMessage",class="other"}
        sqs_api_errors_total{operation="ReceiveMessage",class="server"}
        sqs_api_errors_total{operation="ReceiveMessage",class="throttle"}
        sqs_api_errors_total{operation="SendMessageBatch",class="auth"}
        sqs_api_errors_total{operation="SendMessageBatch",class="configuration"}
        sqs_api_errors_total{operation="SendMessageBatch",class="missing_queue"}
        sqs_api_errors_total{operation="SendMessageBatch",class="network"}
        sqs_api_errors_total{operation="SendMessageBatch",class="other"}
        sqs_api_errors_total{operation="SendMessageBatch",class="server"}
        sqs_api_errors_total{operation="SendMessageBatch",class="throttle"}
        sqs_api_request_duration_seconds{operation="ChangeMessageVisibilityBatch"}
        sqs_api_request_duration_seconds{operation="CreateQueue"}
        sqs_api_request_duration_seconds{operation="DeleteMessageBatch"}
        sqs_api_request_duration_seconds{operation="GetQueueAttributes"}
        sqs_api_request_duration_seconds{operation="GetQueueUrl"}
        sqs_api_request_duration_seconds{operation="ReceiveMessage"}
        sqs_api_request_duration_seconds{operation="SendMessageBatch"}
        sqs_api_requests_total{operation="ChangeMessageVisibilityBatch"}
        sqs_api_requests_total{operation="CreateQueue"}
        sqs_api_requests_total{operation="DeleteMessageBatch"}
        sqs_api_requests_total{operation="GetQueueAttributes"}
        sqs_api_requests_total{operation="GetQueueUrl"}
        sqs_api_requests_total{operation="ReceiveMessage"}
        sqs_api_requests_total{operation="SendMessageBatch"}
        sqs_consumer_event_delay_seconds{queue="orders"}
        sqs_consumer_last_successful_receive_timestamp_seconds{queue="orders"}
        sqs_consumer_message_lag_seconds{queue="orders"}
        sqs_consumer_message_receive_count{queue="orders"}
        sqs_consumer_messages_counted_total{queue="orders"}
        sqs_consumer_messages_dead_lettered_total{queue="orders"}
        sqs_consumer_messages_delete_failures_total{queue="orders"}
        sqs_consumer_messages_deleted_total{queue="orders"}
        sqs_consumer_messages_duplicate_total{queue="orders"}
        sqs_consumer_messages_exhausted_total{queue="orders"}
        sqs_consumer_messages_inflight{queue="orders"}
        sqs_consumer_messages_inflight_limit{queue="orders"}
        sqs_consumer_messages_received_total{queue="orders"}
        sqs_consumer_messages_redelivered_total{queue="orders"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="duplicate_key"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="md5_mismatch"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="missing_occurred_at"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="missing_type"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="missing_value"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="not_an_object"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="not_json"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="not_utf8"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="occurred_at_impossible"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="occurred_at_malformed"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="occurred_at_not_a_string"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="too_deep"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="too_large"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="trailing_comma"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="type_control_character"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="type_empty"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="type_not_a_string"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="type_too_long"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="value_not_a_number"}
        sqs_consumer_messages_rejected_total{queue="orders",reason="value_out_of_range"}
        sqs_consumer_processing_duration_seconds{queue="orders"}
        sqs_consumer_receive_loops{queue="orders"}
        sqs_consumer_receive_requests_total{queue="orders",result="empty"}
        sqs_consumer_receive_requests_total{queue="orders",result="error"}
        sqs_consumer_receive_requests_total{queue="orders",result="messages"}
        sqs_consumer_visibility_extension_failures_total{queue="orders"}
        sqs_consumer_visibility_extensions_total{queue="orders"}
        sqs_exporter_build_info{version,swiftversion,libcurl} 1
        sqs_exporter_config_last_reload_success_timestamp_seconds now
        sqs_exporter_config_last_reload_successful 1.0
        sqs_exporter_event_types{queue="orders"}
        sqs_exporter_event_types_expired_total{queue="orders"}
        sqs_exporter_event_types_limit{queue="orders"} 1000.0
        sqs_exporter_events_folded_total{queue="orders"}
        sqs_exporter_exposition_bytes
        sqs_exporter_scrape_errors_total{reason="connection"}
        sqs_exporter_scrape_errors_total{reason="limit"}
        sqs_exporter_scrape_errors_total{reason="timeout"}
        sqs_exporter_scrapes_in_flight
        sqs_exporter_scrapes_total{code="200"}
        sqs_exporter_scrapes_total{code="400"}
        sqs_exporter_scrapes_total{code="503"}
        sqs_ledger_commit_duration_seconds
        sqs_ledger_commits_total
        sqs_ledger_errors_total
        sqs_ledger_last_success_timestamp_seconds
        sqs_ledger_remembered_messages
        sqs_ledger_size_bytes
        sqs_queue_attributes_up{queue="orders"}
        """
}

extension FamilySnapshot {
    /// A line for each series.
    fileprivate var lines: [String] {
        let name = description.name
        if name == "sqs_exporter_build_info" { return ["\(name){\(description.labelNames.joined(separator: ","))} 1"] }
        switch points {
        case .counters(let series), .gauges(let series):
            return zip(labels(series), series.values).map { labels, value in
                // When the configuration was last read is another time each time.
                name.hasSuffix("_success_timestamp_seconds") && value > 0
                    ? "\(name)\(labels) now" : "\(name)\(labels)\(value == 0 ? "" : " \(value)")"
            }
        case .histograms(let series):
            return zip(labels(series), series.values).map { "\(name)\($0)\($1.count == 0 ? "" : " \($1.count)")" }
        }
    }

    private func labels<Value>(_ series: SeriesList<Value>) -> [String] {
        series.labels.names.isEmpty
            ? series.values.map { _ in "" }
            : (0..<series.labels.count).map { row in
                "{\(String(decoding: series.labels.bytes[series.labels.range(of: row)], as: UTF8.self))}"
            }
    }
}
