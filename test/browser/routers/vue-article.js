export default { template: '<main data-waymark-page-type="article">How to string a guitar</main>' };
