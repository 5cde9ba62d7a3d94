package io.lamplighter.aws.source.vpcflowlogs;

import io.lamplighter.aws.clients.AwsFailures;
import io.lamplighter.aws.clients.RequestIds;
import io.lamplighter.aws.scope.AwsType;
import io.lamplighter.events.Approved;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Ids;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsRequest;
import software.amazon.awssdk.services.ec2.model.CreateFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteFlowLogsResponse;
import software.amazon.awssdk.services.ec2.model.DestinationFileFormat;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.LogDestinationType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;

/** The calls, in one account and region: EC2's types end here. */
final class FlowLogApi {
    /** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFlowLogs.html; a page holds up to 1000. */
    private static final int PAGE = 1000;

    /** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html: 200 values in a request. */
    static final int FILTER_VALUES = 200;

    private static final String ALREADY_EXISTS = "FlowLogAlreadyExists";

    private final Ec2Client ec2;

    FlowLogApi(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * What one create answered.
     *
     * @param ids the flow logs that were made; AWS does not say which is on which resource
     * @param refused why not, by resource
     * @param taken resources on which an equal flow log was already
     */
    record Created(List<String> ids, Map<String, Failure> refused, Set<String> taken) {}

    /** All flow logs of the account in this region. */
    List<ExistingFlowLog> all() {
        return list(List.of());
    }

    /** The flow logs on these resources; more than a filter takes are read with all others, which is no more calls. */
    List<ExistingFlowLog> on(Collection<String> resources) {
        if (resources.isEmpty()) {
            return List.of();
        }
        return resources.size() > FILTER_VALUES ? all() : list(List.of(filter("resource-id", resources)));
    }

    /** The flow logs that carry this step's tag. */
    List<ExistingFlowLog> ofStep(String step) {
        return list(List.of(filter("tag:" + Approved.STEP_TAG, List.of(step))));
    }

    /** Those of these flow logs that still exist. */
    List<ExistingFlowLog> byId(List<String> ids) {
        List<ExistingFlowLog> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += FILTER_VALUES) {
            List<String> some = ids.subList(from, Math.min(from + FILTER_VALUES, ids.size()));
            found.addAll(list(List.of(filter("flow-log-id", some))));
        }
        return found;
    }

    /** Every VPC that this account sees here, those that others share with it too, each with its owner. */
    List<ResourceRef> vpcs(String region) {
        return ec2.describeVpcsPaginator(r -> r.maxResults(PAGE)).vpcs().stream()
                .map(v -> new ResourceRef(AwsType.VPC, v.vpcId(), v.ownerId(), region))
                .toList();
    }

    /** Makes the flow logs; a resource that is gone by now does not hold up the others of its batch. */
    Created create(Approved<FlowLogStep> step) {
        List<String> ids = new ArrayList<>(step.step().ids());
        Map<String, Failure> gone = new HashMap<>();
        // One planned call is one flow log however often the SDK sends it; planned again, it is another: EC2 may still
        // answer
        // an old token with the flow log that somebody has deleted since. FlowLogAlreadyExists keeps it from a second
        // copy.
        String planned = step.planned().plannedAt().toString();
        String token = Ids.of(step.id(), planned);
        while (true) {
            try {
                return created(ec2.createFlowLogs(request(step, ids, token)), gone);
            } catch (Ec2Exception e) {
                AwsErrorDetails said = e.awsErrorDetails();
                String code = said == null ? "" : text(said.errorCode());
                String message = said == null ? "" : text(said.errorMessage());
                if (code.equals(ALREADY_EXISTS)) {
                    return new Created(List.of(), gone, Set.copyOf(ids));
                }
                List<String> named = code.endsWith(".NotFound") ? named(ids, message) : List.of();
                if (named.isEmpty() || named.size() == ids.size()) {
                    throw e;
                }
                ids.removeAll(named);
                named.forEach(id ->
                        gone.put(id, AwsFailures.item(code, e.awsErrorDetails().errorMessage())));
                // The same token with other parameters would be refused (IdempotentParameterMismatch).
                token = Ids.of(step.id(), planned, String.join(",", ids));
            }
        }
    }

    private static List<String> named(List<String> ids, String message) {
        return ids.stream()
                .filter(id -> Pattern.compile("\\b" + Pattern.quote(id) + "\\b")
                        .matcher(message)
                        .find())
                .toList();
    }

    private static CreateFlowLogsRequest request(Approved<FlowLogStep> step, List<String> ids, String token) {
        FlowLogStep what = step.step();
        return CreateFlowLogsRequest.builder()
                .clientToken(token)
                .resourceIds(ids)
                .resourceType(what.level().type())
                .trafficType(FlowLogStep.TRAFFIC)
                .logDestinationType(LogDestinationType.S3)
                .logDestination(what.store())
                .logFormat(RecordFormat.ALL)
                .maxAggregationInterval(FlowLogStep.WINDOW_SECONDS)
                .destinationOptions(o -> o.fileFormat(DestinationFileFormat.PARQUET)
                        .hiveCompatiblePartitions(true)
                        .perHourPartition(true))
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.VPC_FLOW_LOG)
                        .tags(tag(Approved.FINDING_TAG, step.findingId()), tag(Approved.STEP_TAG, step.id()))
                        .build())
                .build();
    }

    private static Created created(CreateFlowLogsResponse answer, Map<String, Failure> gone) {
        Map<String, Failure> refused = new HashMap<>(gone);
        Set<String> taken = new HashSet<>();
        for (UnsuccessfulItem item : answer.unsuccessful()) {
            if (ALREADY_EXISTS.equals(item.error().code())) {
                taken.add(item.resourceId());
            } else {
                refused.put(item.resourceId(), failure(item));
            }
        }
        return new Created(answer.flowLogIds(), refused, taken);
    }

    /**
     * What one delete answered.
     *
     * @param refused why not, by flow log
     * @param requests EC2's id of the call
     */
    record Deleted(Map<String, Failure> refused, List<String> requests) {}

    Deleted delete(List<String> ids) {
        DeleteFlowLogsResponse answer = ec2.deleteFlowLogs(r -> r.flowLogIds(ids));
        return new Deleted(
                answer.unsuccessful().stream()
                        .collect(Collectors.toMap(UnsuccessfulItem::resourceId, FlowLogApi::failure, (a, b) -> a)),
                RequestIds.of(answer));
    }

    private static Failure failure(UnsuccessfulItem item) {
        return AwsFailures.item(text(item.error().code()), text(item.error().message()));
    }

    private List<ExistingFlowLog> list(List<Filter> filters) {
        return ec2.describeFlowLogsPaginator(r -> r.filter(filters).maxResults(PAGE)).flowLogs().stream()
                .map(FlowLogApi::existing)
                .toList();
    }

    private static ExistingFlowLog existing(FlowLog log) {
        return new ExistingFlowLog(
                text(log.flowLogId()),
                text(log.resourceId()),
                text(log.flowLogStatus()),
                text(log.trafficTypeAsString()),
                text(log.logDestination() == null ? log.logGroupName() : log.logDestination()),
                text(log.logFormat()),
                text(log.deliverLogsStatus()),
                text(log.deliverLogsErrorMessage()),
                log.tags().stream().collect(Collectors.toMap(Tag::key, t -> text(t.value()), (a, b) -> b)));
    }

    private static Filter filter(String name, Collection<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
