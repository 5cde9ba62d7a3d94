package io.lamplighter.azure.scope;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resource types that are worked with, by the names that Azure Resource Manager gives them.
 *
 * <p>https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types
 */
public final class AzureType {
    public static final String TENANT = "Microsoft.Aadiam/tenants";
    public static final String SUBSCRIPTION = "Microsoft.Resources/subscriptions";
    public static final String RESOURCE_GROUP = "Microsoft.Resources/subscriptions/resourceGroups";

    public static final String VIRTUAL_MACHINE = "Microsoft.Compute/virtualMachines";
    public static final String SCALE_SET = "Microsoft.Compute/virtualMachineScaleSets";
    public static final String SCALE_SET_VM = "Microsoft.Compute/virtualMachineScaleSets/virtualMachines";

    public static final String NETWORK_INTERFACE = "Microsoft.Network/networkInterfaces";
    public static final String SUBNET = "Microsoft.Network/virtualNetworks/subnets";
    public static final String VIRTUAL_NETWORK = "Microsoft.Network/virtualNetworks";
    public static final String SECURITY_GROUP = "Microsoft.Network/networkSecurityGroups";
    public static final String PUBLIC_ADDRESS = "Microsoft.Network/publicIPAddresses";
    public static final String LOAD_BALANCER = "Microsoft.Network/loadBalancers";
    public static final String APPLICATION_GATEWAY = "Microsoft.Network/applicationGateways";
    public static final String FRONT_DOOR = "Microsoft.Cdn/profiles";
    public static final String CDN_ENDPOINT = "Microsoft.Cdn/profiles/endpoints";
    public static final String CLASSIC_FRONT_DOOR = "Microsoft.Network/frontDoors";
    public static final String NETWORK_WATCHER = "Microsoft.Network/networkWatchers";
    public static final String FLOW_LOG = "Microsoft.Network/networkWatchers/flowLogs";

    public static final String KUBERNETES_CLUSTER = "Microsoft.ContainerService/managedClusters";
    public static final String HOSTING_ENVIRONMENT = "Microsoft.Web/hostingEnvironments";
    public static final String WEB_SITE = "Microsoft.Web/sites";
    public static final String SITE_SLOT = "Microsoft.Web/sites/slots";

    public static final String STORAGE_ACCOUNT = "Microsoft.Storage/storageAccounts";
    public static final String BLOB_SERVICE = "Microsoft.Storage/storageAccounts/blobServices";
    public static final String QUEUE_SERVICE = "Microsoft.Storage/storageAccounts/queueServices";
    public static final String TABLE_SERVICE = "Microsoft.Storage/storageAccounts/tableServices";
    public static final String FILE_SERVICE = "Microsoft.Storage/storageAccounts/fileServices";

    public static final String KEY_VAULT = "Microsoft.KeyVault/vaults";
    public static final String SQL_SERVER = "Microsoft.Sql/servers";
    public static final String SQL_DATABASE = "Microsoft.Sql/servers/databases";
    public static final String MANAGED_DATABASE = "Microsoft.Sql/managedInstances/databases";
    public static final String SQL_POOL = "Microsoft.Synapse/workspaces/sqlPools";
    public static final String WORKSPACE = "Microsoft.OperationalInsights/workspaces";
    public static final String EVENT_HUBS = "Microsoft.EventHub/namespaces";
    public static final String EVENT_HUBS_RULE = "Microsoft.EventHub/namespaces/authorizationRules";
    public static final String DIAGNOSTIC_SETTING = "Microsoft.Insights/diagnosticSettings";

    public static final String USER_ASSIGNED_IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities";

    /** An alert of Defender for Cloud, which lies in one of Defender's own locations. */
    public static final String DEFENDER_ALERT = "Microsoft.Security/locations/alerts";

    /** What a resource acts as: known by its principal's id, which is no resource id; of several, with a space between. */
    public static final String MANAGED_IDENTITY = "Microsoft.ManagedIdentity/identities";

    private static final Map<String, String> KNOWN = Stream.of(
                    TENANT,
                    SUBSCRIPTION,
                    RESOURCE_GROUP,
                    VIRTUAL_MACHINE,
                    SCALE_SET,
                    SCALE_SET_VM,
                    NETWORK_INTERFACE,
                    SUBNET,
                    VIRTUAL_NETWORK,
                    SECURITY_GROUP,
                    PUBLIC_ADDRESS,
                    LOAD_BALANCER,
                    APPLICATION_GATEWAY,
                    FRONT_DOOR,
                    CDN_ENDPOINT,
                    CLASSIC_FRONT_DOOR,
                    NETWORK_WATCHER,
                    FLOW_LOG,
                    KUBERNETES_CLUSTER,
                    HOSTING_ENVIRONMENT,
                    WEB_SITE,
                    SITE_SLOT,
                    STORAGE_ACCOUNT,
                    BLOB_SERVICE,
                    QUEUE_SERVICE,
                    TABLE_SERVICE,
                    FILE_SERVICE,
                    KEY_VAULT,
                    SQL_SERVER,
                    SQL_DATABASE,
                    MANAGED_DATABASE,
                    SQL_POOL,
                    WORKSPACE,
                    EVENT_HUBS,
                    EVENT_HUBS_RULE,
                    DIAGNOSTIC_SETTING,
                    USER_ASSIGNED_IDENTITY,
                    DEFENDER_ALERT,
                    MANAGED_IDENTITY)
            .collect(Collectors.toUnmodifiableMap(t -> t.toLowerCase(Locale.ROOT), t -> t));

    private AzureType() {}

    /** All of these. */
    static Collection<String> all() {
        return KNOWN.values();
    }

    /** Whether it is one of these, in this spelling. */
    static boolean known(String type) {
        return KNOWN.containsValue(type);
    }

    /** The type in Azure's own spelling where it is one of these, else in lower case: types are the same in any case. */
    public static String spelt(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return KNOWN.getOrDefault(lower, lower);
    }
}
