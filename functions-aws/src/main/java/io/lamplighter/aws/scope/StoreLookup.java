package io.lamplighter.aws.scope;

import io.lamplighter.events.Learned;
import io.lamplighter.events.ResourceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Where databases and buckets lie: a database in its subnet group's VPC, a bucket in a region. */
final class StoreLookup {
    private static final String REGION = "x-amz-bucket-region";

    private StoreLookup() {}

    static Learned dbInstances(RdsClient rds, List<ResourceRef> about) {
        List<ResourceRef> learned = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (DBInstance db : rds.describeDBInstancesPaginator(r -> r.filters(byName("db-instance-id", about)))
                .dbInstances()) {
            for (ResourceRef asked : about) {
                if (!name(asked).equalsIgnoreCase(db.dbInstanceIdentifier())) {
                    continue;
                }
                found.add(asked.id());
                if (db.dbSubnetGroup() != null && db.dbSubnetGroup().vpcId() != null) {
                    Map<String, String> vpc =
                            Map.of(AwsType.VPC, db.dbSubnetGroup().vpcId());
                    learned.add(Learned.within(asked, Map.copyOf(vpc)));
                    String cluster = asked.within().get(AwsType.DB_CLUSTER);
                    if (cluster != null) {
                        learned.add(Learned.beside(asked, AwsType.DB_CLUSTER, cluster, Map.copyOf(vpc)));
                    }
                }
            }
        }
        return new Learned(learned, Learned.gone(about, found));
    }

    static Learned dbClusters(RdsClient rds, List<ResourceRef> about) {
        List<ResourceRef> learned = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (DBCluster db : rds.describeDBClustersPaginator(r -> r.filters(byName("db-cluster-id", about)))
                .dbClusters()) {
            for (ResourceRef asked : about) {
                if (!name(asked).equalsIgnoreCase(db.dbClusterIdentifier())) {
                    continue;
                }
                found.add(asked.id());
                for (DBSubnetGroup group : rds.describeDBSubnetGroupsPaginator(
                                r -> r.dbSubnetGroupName(db.dbSubnetGroup()))
                        .dbSubnetGroups()) {
                    learned.add(Learned.within(asked, Map.of(AwsType.VPC, group.vpcId())));
                }
            }
        }
        return new Learned(learned, Learned.gone(about, found));
    }

    /**
     * A bucket's region: S3 tells it in a header even where it refuses the call or redirects it
     * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html).
     */
    static Learned bucket(S3Client s3, ResourceRef about, String askedFrom) {
        String region;
        try {
            String told = s3.headBucket(r -> r.bucket(about.id())).bucketRegion();
            region = told == null ? askedFrom : told;
        } catch (S3Exception e) {
            region = e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null
                    ? ""
                    : e.awsErrorDetails()
                            .sdkHttpResponse()
                            .firstMatchingHeader(REGION)
                            .orElse("");
            if (!Places.possible(about.account(), region)) {
                throw e;
            }
        }
        return new Learned(
                List.of(new ResourceRef(about.kind(), about.id(), about.account(), region, about.within())), List.of());
    }

    private static Filter byName(String filter, List<ResourceRef> about) {
        List<String> names = about.stream().map(StoreLookup::name).distinct().toList();
        return Filter.builder().name(filter).values(names).build();
    }

    /** RDS's ids are names; an event may carry the ARN, whose last part is the name. */
    private static String name(ResourceRef db) {
        return db.id().substring(db.id().lastIndexOf(':') + 1);
    }
}
