package io.lamplighter.aws.alert;

import static io.lamplighter.aws.alert.WeakeningCall.call;
import static io.lamplighter.aws.alert.WeakeningCall.maybe;
import static io.lamplighter.aws.alert.WeakeningCall.when;

import java.util.List;

/** The rows of the table of weakening calls that blind those who watch: detectors, recorders, and what passes findings on. */
final class Unwatching {
    private static final String DETECTOR = "AWS::GuardDuty::Detector";
    private static final String RECORDER = "AWS::Config::ConfigurationRecorder";
    private static final String RULE = "AWS::Events::Rule";

    private Unwatching() {}

    static List<WeakeningCall> calls() {
        return List.of(
                call("guardduty", "DeleteDetector", "ends threat detection in a region", DETECTOR, "detectorId"),
                when(
                        "guardduty",
                        "UpdateDetector",
                        Weakens::detector,
                        "turns threat detection off, or a part of it",
                        DETECTOR,
                        "detectorId"),
                call(
                        "guardduty",
                        "StopMonitoringMembers",
                        "ends threat detection for member accounts",
                        DETECTOR,
                        "detectorId"),
                call(
                        "guardduty",
                        "DisassociateMembers",
                        "hides member accounts from their administrator",
                        DETECTOR,
                        "detectorId"),
                call(
                        "guardduty",
                        "DisassociateFromMasterAccount",
                        "hides an account from its administrator",
                        DETECTOR,
                        "detectorId"),
                call(
                        "guardduty",
                        "DisassociateFromAdministratorAccount",
                        "hides an account from its administrator",
                        DETECTOR,
                        "detectorId"),
                call(
                        "guardduty",
                        "DeleteMembers",
                        "hides member accounts from their administrator",
                        DETECTOR,
                        "detectorId"),
                call("guardduty", "DeletePublishingDestination", "ends the export of findings", DETECTOR, "detectorId"),
                call(
                        "guardduty",
                        "UpdatePublishingDestination",
                        "sends the export of findings elsewhere",
                        DETECTOR,
                        "detectorId"),
                when(
                        "guardduty",
                        "UpdateFilter",
                        Weakens::filter,
                        "archives findings before anybody sees them",
                        DETECTOR,
                        "detectorId"),
                when(
                        "guardduty",
                        "CreateFilter",
                        Weakens::filter,
                        "archives findings before anybody sees them",
                        DETECTOR,
                        "detectorId"),
                call(
                        "config",
                        "StopConfigurationRecorder",
                        "stops the record of configurations",
                        RECORDER,
                        "configurationRecorderName"),
                call(
                        "config",
                        "DeleteConfigurationRecorder",
                        "ends the record of configurations",
                        RECORDER,
                        "configurationRecorderName"),
                when(
                        "config",
                        "PutConfigurationRecorder",
                        Weakens::recorder,
                        "leaves kinds of resource out of the record of configurations",
                        RECORDER,
                        "configurationRecorder.name"),
                call("config", "DeleteDeliveryChannel", "ends the delivery of configurations", "", ""),
                call("securityhub", "DisableSecurityHub", "ends Security Hub in a region", "", ""),
                call("securityhub", "DisableSecurityHubV2", "ends Security Hub in a region", "", ""),
                call("securityhub", "BatchDisableStandards", "ends checks of Security Hub", "", ""),
                call(
                        "detective",
                        "DeleteGraph",
                        "deletes what Detective has gathered",
                        "AWS::Detective::Graph",
                        "graphArn"),
                // A rule may be any program's: only its owner can tell whether it passed findings on.
                maybe(
                        "events",
                        "DisableRule",
                        p -> true,
                        "stops a rule, which may have passed findings on",
                        RULE,
                        "name"),
                maybe(
                        "events",
                        "DeleteRule",
                        p -> true,
                        "deletes a rule, which may have passed findings on",
                        RULE,
                        "name"),
                maybe(
                        "events",
                        "RemoveTargets",
                        p -> true,
                        "cuts a rule's targets off, to which it may pass findings",
                        RULE,
                        "rule"));
    }
}
