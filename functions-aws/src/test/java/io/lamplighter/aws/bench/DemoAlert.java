package io.lamplighter.aws.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.shell.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;

/**
 * The demo's alert: a GuardDuty attack sequence in its EventBridge envelope, with the tenant's own ids.
 *
 * <p>Shape: the {@code Sequence} of https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Sequence.html in
 * camelCase, as EventBridge has it.
 */
final class DemoAlert {
    /** The session key of the finding's actor. */
    static final String KEY = "ASIAEXAMPLEKEY000001";

    private DemoAlert() {}

    /** The same, where the finding does not name these. */
    static String without(DemoTenant tenant, String... names) {
        try {
            JsonNode event = Json.read(of(tenant));
            Iterator<JsonNode> resources =
                    event.at("/detail/service/detection/sequence/resources").iterator();
            while (resources.hasNext()) {
                if (List.of(names).contains(resources.next().path("name").asText())) {
                    resources.remove();
                }
            }
            return Json.write(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String of(DemoTenant tenant) {
        return SEQUENCE.replace("{ACCOUNT}", Moto.ACCOUNT)
                .replace("{REGION}", Moto.REGION)
                .replace("{INSTANCE}", tenant.instance())
                .replace("{INTERFACE}", tenant.networkInterface())
                .replace("{SUBNET}", tenant.subnet())
                .replace("{OTHERVPC}", tenant.otherVpc())
                .replace("{TOUCHEDVPC}", tenant.vpc())
                .replace("{DARKBUCKET}", DemoTenant.DARK)
                .replace("{LOGGEDBUCKET}", DemoTenant.LOGGED)
                .replace("{TARGETBUCKET}", DemoTenant.LOG_TARGET)
                .replace("{LITBUCKET}", DemoTenant.LIT);
    }

    private static final String SEQUENCE = """
            {
              "version": "0",
              "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
              "detail-type": "GuardDuty Finding",
              "source": "aws.guardduty",
              "account": "{ACCOUNT}",
              "time": "2026-11-20T08:31:07Z",
              "region": "{REGION}",
              "resources": [],
              "detail": {
                "schemaVersion": "2.0",
                "accountId": "{ACCOUNT}",
                "region": "{REGION}",
                "partition": "aws",
                "id": "c0ffee11d3a5b7c9e1f3a5b7c9e1f3a5",
                "arn": "arn:aws:guardduty:{REGION}:{ACCOUNT}:detector/12abc34d567e8fa901bc2d34e56789f0/finding/c0ffee11d3a5b7c9e1f3a5b7c9e1f3a5",
                "type": "AttackSequence:S3/CompromisedData",
                "resource": {"resourceType": "AttackSequence"},
                "service": {
                  "serviceName": "guardduty",
                  "detectorId": "12abc34d567e8fa901bc2d34e56789f0",
                  "featureName": "Correlation",
                  "archived": false,
                  "count": 4,
                  "eventFirstSeen": "2026-11-20T08:02:11.000Z",
                  "eventLastSeen": "2026-11-20T08:29:54.000Z",
                  "detection": {
                    "sequence": {
                      "uid": "c0ffee11d3a5b7c9e1f3a5b7c9e1f3a5",
                      "description": "Data was read and deleted with the credentials of an instance, from an address on a threat list.",
                      "actors": [
                        {"id": "actor-1", "user": {"name": "web-role", "uid": "AROAEXAMPLEWEBROLE:{INSTANCE}", "type": "AssumedRole",
                          "credentialUid": "ASIAEXAMPLEKEY000001", "account": {"uid": "{ACCOUNT}"}}}
                      ],
                      "endpoints": [{"id": "endpoint-1", "ip": "198.51.100.23", "location": {"country": "Examplia"}}],
                      "resources": [
                        {"uid": "arn:aws:ec2:{REGION}:{ACCOUNT}:instance/{INSTANCE}", "name": "{INSTANCE}", "accountId": "{ACCOUNT}",
                          "resourceType": "EC2_INSTANCE", "region": "{REGION}", "service": "ec2", "cloudPartition": "aws",
                          "data": {"ec2Instance": {"instanceState": "running", "instanceType": "t3.micro",
                            "ec2NetworkInterfaceUids": ["arn:aws:ec2:{REGION}:{ACCOUNT}:network-interface/{INTERFACE}"]}}},
                        {"uid": "arn:aws:ec2:{REGION}:{ACCOUNT}:network-interface/{INTERFACE}", "name": "{INTERFACE}", "accountId": "{ACCOUNT}",
                          "resourceType": "EC2_NETWORK_INTERFACE", "region": "{REGION}", "service": "ec2", "cloudPartition": "aws",
                          "data": {"ec2NetworkInterface": {"publicIp": "203.0.113.10", "subNetId": "{SUBNET}", "vpcId": "{TOUCHEDVPC}",
                            "privateIpAddresses": [{"privateIpAddress": "10.0.1.10"}]}}},
                        {"uid": "arn:aws:ec2:{REGION}:{ACCOUNT}:vpc/{OTHERVPC}", "name": "{OTHERVPC}", "accountId": "{ACCOUNT}",
                          "resourceType": "EC2_VPC", "region": "{REGION}", "service": "ec2", "cloudPartition": "aws",
                          "data": {"ec2Vpc": {}}},
                        {"uid": "arn:aws:s3:::{DARKBUCKET}", "name": "{DARKBUCKET}", "accountId": "{ACCOUNT}", "resourceType": "S3_BUCKET",
                          "region": "{REGION}", "service": "s3", "cloudPartition": "aws", "data": {"s3Bucket": {"ownerId": "owner"}}},
                        {"uid": "arn:aws:s3:::{LOGGEDBUCKET}", "name": "{LOGGEDBUCKET}", "accountId": "{ACCOUNT}", "resourceType": "S3_BUCKET",
                          "region": "{REGION}", "service": "s3", "cloudPartition": "aws", "data": {"s3Bucket": {"ownerId": "owner"}}},
                        {"uid": "arn:aws:s3:::{TARGETBUCKET}", "name": "{TARGETBUCKET}", "accountId": "{ACCOUNT}", "resourceType": "S3_BUCKET",
                          "region": "{REGION}", "service": "s3", "cloudPartition": "aws", "data": {"s3Bucket": {"ownerId": "owner"}}},
                        {"uid": "arn:aws:s3:::{LITBUCKET}", "name": "{LITBUCKET}", "accountId": "{ACCOUNT}", "resourceType": "S3_BUCKET",
                          "region": "{REGION}", "service": "s3", "cloudPartition": "aws", "data": {"s3Bucket": {"ownerId": "owner"}}}
                      ],
                      "signals": [
                        {"uid": "signal-1", "type": "FINDING", "name": "Exfiltration:S3/AnomalousBehavior", "severity": 8.0, "count": 2,
                          "actorIds": ["actor-1"], "endpointIds": ["endpoint-1"], "resourceUids": ["arn:aws:s3:::{DARKBUCKET}"]},
                        {"uid": "signal-2", "type": "CLOUD_TRAIL", "name": "s3:DeleteObject", "count": 40,
                          "actorIds": ["actor-1"], "endpointIds": ["endpoint-1"], "resourceUids": ["arn:aws:s3:::{LOGGEDBUCKET}"]}
                      ],
                      "sequenceIndicators": [{"key": "ATTACK_TACTIC", "values": ["Exfiltration", "Impact"]}]
                    }
                  }
                },
                "severity": 9.0,
                "createdAt": "2026-11-20T08:30:41.000Z",
                "updatedAt": "2026-11-20T08:30:41.000Z",
                "title": "Potential data compromise of S3 buckets by the credentials of an EC2 instance.",
                "description": "A sequence of actions that touches several S3 buckets was seen from 198.51.100.23."
              }
            }
            """;
}
